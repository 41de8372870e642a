import type { StudioRole } from "@parley/contract";
import { t } from "../../ui/words.ts";

/** The roles, from the one that may do most. */
export const roles: readonly StudioRole[] = ["admin", "manager", "agent"];

/** What the Studio calls a role. */
export function roleName(role: StudioRole): string {
  const names: Readonly<Record<StudioRole, string>> = {
    admin: t("Owner"),
    manager: t("Builder"),
    agent: t("Agent"),
  };
  return names[role];
}

/** What a role may do, in one line. */
export function roleAbout(role: StudioRole): string {
  const words: Readonly<Record<StudioRole, string>> = {
    admin: t("Everything: people, tokens, bots, channels."),
    manager: t("Bots, channels and MessageHooks; no people."),
    agent: t("Talks with customers; sees bots and channels, changes neither."),
  };
  return words[role];
}

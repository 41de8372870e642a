import type { Hook } from "@parley/contract";
import type { GivenUpOfHook } from "../../features/hooks/manage-hooks.ts";
import type { HookHealth, HookRecord, OwedToHook } from "../../ports/hooks.ts";
import { wireSecondsOfMs } from "./wire-time.ts";

/** What is shown of a hook beside its record. */
export interface AroundHook {
  readonly token: string | null;
  readonly health: HookHealth | null;
  /** Whoever may change the token may read it; others see its end. */
  readonly mayReadToken: boolean;
}

/** A hook as the platform API shows it: never its signing secret. */
export function presentHook(hook: HookRecord, { token, health, mayReadToken }: AroundHook): Hook {
  const { notice = null, failingSinceMs = null } = health ?? {};
  return {
    id: hook.id,
    uuid: hook.uuid,
    kind: hook.form,
    name: hook.name,
    url: hook.url,
    channel_id: hook.channelId,
    token: mayReadToken || token === null ? token : masked(token),
    enabled: hook.isEnabled,
    status: hook.isEnabled ? (notice?.code ?? "active") : "paused",
    notice: notice && {
      code: notice.code,
      message: notice.message,
      at: wireSecondsOfMs(notice.atMs),
    },
    failing_since: failingSinceMs === null ? null : wireSecondsOfMs(failingSinceMs),
    ordering: hook.ordering,
    legacy_strings: hook.hasLegacyStrings,
    types: [...hook.types],
    senders: [...hook.senders],
    extra_events: [...hook.extraEvents],
    created_at: wireSecondsOfMs(hook.createdMs),
    updated_at: wireSecondsOfMs(hook.updatedMs),
  };
}

/** How far a hook is behind, as the platform API shows it. */
export const presentOwed = ({ count, oldestMs }: OwedToHook) => ({
  owed: count,
  oldest_owed_at: oldestMs === null ? null : wireSecondsOfMs(oldestMs),
});

/** What a hook will not get any more, as the platform API shows it. */
export const presentGivenUp = ({ count, newestMs }: GivenUpOfHook) => ({
  dead: count,
  newest_dead_at: newestMs === null ? null : wireSecondsOfMs(newestMs),
});

const shownEnd = 4;

/** Enough to tell tokens apart, and of a short one nothing. */
const masked = (token: string): string =>
  `****${token.length > shownEnd + 1 ? token.slice(-shownEnd) : ""}`;

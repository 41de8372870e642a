import type { Bot as BotRow, Channel } from "@parley/contract";
import { useRouter } from "@tanstack/react-router";
import {
  Bot,
  ChartNoAxesColumn,
  History,
  Keyboard,
  LogOut,
  MessageSquare,
  Plus,
  SunMoon,
  UserPlus,
  UserRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { useApi } from "../data/api-context.ts";
import { useRights } from "../data/session.ts";
import { signOut } from "../data/sign-out.ts";
import { chooseTheme } from "../ui/appearance.ts";
import { channelTypeName } from "../ui/channel-type-name.ts";
import { t } from "../ui/words.ts";
import { listPlaces } from "./places.tsx";

/** Something that the palette can find. */
export interface PaletteRow {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly aside?: string;
  readonly keys?: string;
  /** Found by these words as well. */
  readonly keywords: readonly string[];
  readonly run: () => void;
}

interface Known {
  readonly bots: readonly BotRow[];
  readonly channels: readonly Channel[];
  readonly onHelp: () => void;
}

/** Everything that can be found, in the order in which it is shown. */
export function usePaletteRows({ bots, channels, onHelp }: Known): readonly PaletteRow[] {
  const router = useRouter();
  const go = (href: string) => void router.navigate({ href });
  const actions = useActions(go, onHelp);
  return [
    ...listPlaces().map(({ to, label, icon, key }) => ({
      ...{ id: `screen ${to}`, group: t("Screens"), label, icon, keywords: [] },
      ...{ keys: `G ${key.toUpperCase()}`, run: () => go(to) },
    })),
    ...actions,
    ...bots.flatMap((bot) => rowsOfBot(bot, go)),
    ...channels.map(({ id, name, type }) => ({
      ...{ id: `channel ${id}`, group: t("Channels"), label: name, icon: <MessageSquare /> },
      ...{ aside: channelTypeName(type), keywords: [String(id)], run: () => go(`/channels/${id}`) },
    })),
  ];
}

function rowsOfBot({ id, name }: BotRow, go: (href: string) => void): readonly PaletteRow[] {
  const shared = { group: t("Bots"), label: name };
  const sub = (part: string, aside: string, icon: ReactNode): PaletteRow => ({
    ...{ ...shared, id: `bot ${id} ${part}`, aside, icon, keywords: [aside, String(id)] },
    run: () => go(`/bots/${id}/${part}`),
  });
  return [
    sub("builder", t("Builder"), <Bot />),
    sub("versions", t("Versions"), <History />),
    sub("insights", t("Insights"), <ChartNoAxesColumn />),
  ];
}

function useActions(go: (href: string) => void, onHelp: () => void): readonly PaletteRow[] {
  const api = useApi();
  const { isBuilder, isOwner } = useRights();
  const action = (id: string, label: string, icon: ReactNode, run: () => void, keys?: string) => ({
    ...{ id: `do ${id}`, group: t("Do"), label, icon, run, keywords: [] },
    ...(keys !== undefined && { keys }),
  });
  return [
    ...(isBuilder ? [action("new-bot", t("New bot"), <Plus />, () => go("/bots?new=bot"))] : []),
    ...(isOwner
      ? [
          action("invite", t("Invite somebody"), <UserPlus />, () =>
            go("/settings/people?new=true"),
          ),
        ]
      : []),
    action("light", t("Light theme"), <SunMoon />, () => chooseTheme("light")),
    action("dark", t("Dark theme"), <SunMoon />, () => chooseTheme("dark")),
    action("system", t("Theme like the system"), <SunMoon />, () => chooseTheme("system")),
    action("account", t("Account settings"), <UserRound />, () => go("/settings")),
    action("keys", t("Keyboard shortcuts"), <Keyboard />, onHelp, "?"),
    action("sign-out", t("Sign out"), <LogOut />, () => void signOut(api)),
  ];
}

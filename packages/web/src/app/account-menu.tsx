import { useRouter } from "@tanstack/react-router";
import { Keyboard, Languages, LogOut, Search, SunMoon, UserRound } from "lucide-react";
import { useApi } from "../data/api-context.ts";
import { useNotices } from "../data/notices-context.ts";
import { useSession, useWorkspace } from "../data/session.ts";
import { signOut } from "../data/sign-out.ts";
import { chooseTheme, speakFromNowOn, useTheme } from "../ui/appearance.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Menu, type MenuChoice } from "../ui/menu.tsx";
import { readTheme, type Theme, themes } from "../ui/theme.ts";
import { isLanguage, languages, spokenLanguage, t } from "../ui/words.ts";
import { modifierSign } from "./keys.ts";
import { useWorkspaceItems } from "./workspace-menu.tsx";

export interface AccountMenuProps {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

/** Who is signed in, how the Studio looks to them, and the way out. */
export function AccountMenu({ onSearch, onHelp }: AccountMenuProps) {
  const api = useApi();
  const router = useRouter();
  const notices = useNotices();
  const account = useSession()?.account;
  const workspace = useWorkspace();
  const workspaces = useWorkspaceItems();
  const appearance = useAppearanceItems();
  if (!account) return null;
  const leave = () =>
    signOut(api).catch(() => notices.tell({ text: t("Could not sign out."), meaning: "fail" }));
  return (
    <Menu
      side="right"
      align="end"
      heading={
        <span className="rail-who">
          <strong>{account.name}</strong>
          <span>{account.email}</span>
          {workspace && <span className="rail-where">{workspace.name}</span>}
        </span>
      }
      trigger={
        <button
          type="button"
          className="rail-face"
          aria-label={t("Account of {name}", { name: account.name })}
          title={account.name}
        >
          <Avatar name={account.name} />
        </button>
      }
      items={[
        {
          label: t("Account settings"),
          icon: <UserRound />,
          onSelect: () => void router.navigate({ to: "/settings" }),
        },
        ...workspaces,
        ...appearance,
        {
          label: t("Search and commands"),
          icon: <Search />,
          keys: `${modifierSign()}K`,
          onSelect: onSearch,
        },
        { label: t("Keyboard shortcuts"), icon: <Keyboard />, keys: "?", onSelect: onHelp },
        null,
        { label: t("Sign out"), icon: <LogOut />, onSelect: () => void leave() },
      ]}
    />
  );
}

function useAppearanceItems(): readonly MenuChoice[] {
  const theme = useTheme();
  const words: Readonly<Record<Theme, string>> = {
    system: t("Like the system"),
    light: t("Light"),
    dark: t("Dark"),
  };
  return [
    {
      label: t("Theme"),
      icon: <SunMoon />,
      value: theme,
      choices: themes.map((value) => ({ value, label: words[value] })),
      onChoose: (value) => chooseTheme(readTheme(value)),
    },
    {
      label: t("Language"),
      icon: <Languages />,
      value: spokenLanguage(),
      choices: Object.entries(languages).map(([value, label]) => ({ value, label })),
      onChoose: (value) => isLanguage(value) && void speakFromNowOn(value),
    },
  ];
}

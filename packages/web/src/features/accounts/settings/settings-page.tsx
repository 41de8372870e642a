import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useRights } from "../../../data/session.ts";
import { Page } from "../../../ui/page.tsx";
import { t } from "../../../ui/words.ts";
import "./settings-page.css";

export interface SettingsPageProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One of the screens of the settings, with the way to the others. */
export function SettingsPage({ title, actions, children }: SettingsPageProps) {
  const { isOwner } = useRights();
  const screens = [
    { to: "/settings", label: t("Account") },
    { to: "/settings/security", label: t("Sign-in and security") },
    { to: "/settings/people", label: t("People") },
    { to: "/settings/workspace", label: t("Workspace") },
    ...(isOwner ? ([{ to: "/settings/audit", label: t("Audit log") }] as const) : []),
  ] as const;
  return (
    <Page crumbs={[{ label: t("Settings"), to: "/settings" }, { label: title }]} actions={actions}>
      <div className="settings">
        <nav className="settings-nav" aria-label={t("Settings")} ref={showPresent}>
          {screens.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className="settings-link"
              activeOptions={{ exact: true, includeSearch: false }}
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className="settings-work">{children}</div>
      </div>
    </Page>
  );
}

/** On phones the names stand in a row that is wider than the screen. */
function showPresent(nav: HTMLElement | null): void {
  nav
    ?.querySelector("[aria-current=page]")
    ?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

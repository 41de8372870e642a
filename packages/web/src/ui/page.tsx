import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { t } from "./words.ts";
import "./page.css";

export interface Crumb {
  readonly label: string;
  /** Where it leads; the last one leads nowhere. */
  readonly to?: string;
}

export interface PageProps {
  readonly crumbs: readonly Crumb[];
  /** How things stand, in the middle of the bar: *Saved 12:04*. */
  readonly status?: ReactNode;
  /** At the right, the one primary action last. */
  readonly actions?: ReactNode;
  /** `full`: the screen's own work takes everything below the bar; `wide`: lists; `text`: forms and settings. */
  readonly width?: "text" | "wide" | "full";
  readonly children: ReactNode;
}

/** A screen: where one is, how things stand, what can be done, and the work itself. */
export function Page({ crumbs, status, actions, width = "wide", children }: PageProps) {
  const title = crumbs
    .map(({ label }) => label)
    .reverse()
    .join(" · ");
  useEffect(() => {
    document.title = `${title} · Parley`;
  }, [title]);
  return (
    <div className="page">
      <header className="page-bar">
        <nav className="page-crumbs" aria-label={t("Breadcrumb")}>
          <ol>
            {crumbs.map((crumb, at) => (
              <li key={crumb.to ?? crumb.label}>
                {at === crumbs.length - 1 ? (
                  <h1 className="page-here" aria-current="page">
                    {crumb.label}
                  </h1>
                ) : (
                  <Link to={crumb.to ?? "."}>{crumb.label}</Link>
                )}
              </li>
            ))}
          </ol>
        </nav>
        <div className="page-status" role="status">
          {status}
        </div>
        <div className="page-actions">{actions}</div>
      </header>
      <main className={`page-work page-${width}`} id="work" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

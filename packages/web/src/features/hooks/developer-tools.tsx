import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAddress } from "../../data/use-address.ts";
import { Page } from "../../ui/page.tsx";
import { t } from "../../ui/words.ts";
import { MessageHooksSection } from "./hook-list/message-hooks-section.tsx";
import { InspectorsSection } from "./inspectors/inspectors-section.tsx";
import { RequestsSection } from "./requests/requests-section.tsx";
import { TokensSection } from "./tokens/tokens-section.tsx";
import "./developer-tools.css";

interface Section {
  readonly name: string;
  readonly label: string;
  readonly content: ReactNode;
}

const sections = (): readonly [Section, ...Section[]] => [
  { name: "message-hooks", label: t("MessageHooks"), content: <MessageHooksSection /> },
  { name: "tokens", label: t("API tokens"), content: <TokensSection /> },
  { name: "inspectors", label: t("Inspectors"), content: <InspectorsSection /> },
  { name: "requests", label: t("Request log"), content: <RequestsSection /> },
];

/** What developers need: one section at a time, named in the address. */
export function DeveloperTools() {
  const { search } = useAddress();
  const all = sections();
  const shown = all.find(({ name }) => name === search.section) ?? all[0];
  return (
    <Page crumbs={[{ label: t("Integrations") }, { label: t("Developer tools") }]}>
      <div className="tools">
        <nav className="tools-sections" aria-label={t("Developer tools")}>
          <ul>
            {all.map(({ name, label }) => (
              <li key={name}>
                <Link
                  to="/integrations"
                  search={{ section: name }}
                  className="tools-section"
                  activeProps={{}}
                  aria-current={name === shown.name ? "true" : undefined}
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <section className="tools-work" aria-label={shown.label}>
          {shown.content}
        </section>
      </div>
    </Page>
  );
}

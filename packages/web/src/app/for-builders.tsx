import type { RouteComponent } from "@tanstack/react-router";
import { useRights, useWorkspace } from "../data/session.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/states.tsx";
import { t } from "../ui/words.ts";
import { WorkspaceSwitches } from "./workspace-switches.tsx";

/** A screen of which everything is refused to agents: they are told whom to ask instead. */
export function forBuilders(Screen: RouteComponent): RouteComponent {
  const Gate: RouteComponent = () => (useRights().isBuilder ? <Screen /> : <NotForAgents />);
  if (Screen.preload) Gate.preload = Screen.preload;
  return Gate;
}

function NotForAgents() {
  const name = useWorkspace()?.name ?? "";
  return (
    <Page crumbs={[{ label: t("Not for your role") }]}>
      <EmptyState
        title={t("This is for builders and owners")}
        why={t("In {name} you are an agent. An owner can give you another role.", { name })}
        action={
          <>
            <LinkButton to="/settings/people" look="primary">
              {t("See who the owners are")}
            </LinkButton>
            <WorkspaceSwitches />
          </>
        }
      />
    </Page>
  );
}

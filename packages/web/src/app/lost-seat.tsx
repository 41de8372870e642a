import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/states.tsx";
import { t } from "../ui/words.ts";
import { WorkspaceSwitches } from "./workspace-switches.tsx";

/** Somebody who was taken out of the workspace that they are looking at. */
export function LostSeat() {
  return (
    <Page crumbs={[{ label: t("No seat") }]}>
      <EmptyState
        title={t("You do not belong to this workspace any more")}
        why={t(
          "Somebody took you out of it. What you made there stays. If that was a mistake, ask one of its owners for an invitation.",
        )}
        action={<WorkspaceSwitches />}
      />
    </Page>
  );
}

import { useSession, useWorkspace } from "../data/session.ts";
import { enterWorkspace } from "../data/workspace-choice.ts";
import { Button } from "../ui/button.tsx";
import { t } from "../ui/words.ts";

/** The ways to one's other workspaces, a button each; nothing where there is no other. */
export function WorkspaceSwitches() {
  const presentId = useWorkspace()?.id;
  const others = useSession()?.workspaces.filter(({ id }) => id !== presentId) ?? [];
  return others.map(({ id, name }) => (
    <Button key={id} onClick={() => enterWorkspace(id)}>
      {t("Switch to {name}", { name })}
    </Button>
  ));
}

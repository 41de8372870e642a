import type { WorkspaceAnswer } from "@parley/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "../data/api-context.ts";
import { useSession } from "../data/session.ts";
import { enterWorkspace } from "../data/workspace-choice.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/states.tsx";
import { TextField } from "../ui/text-field.tsx";
import { t } from "../ui/words.ts";

/** Somebody who belongs nowhere: taken out of their last workspace, or never taken into one. */
export function NoWorkspace() {
  const mayFound = useSession()?.may_found_workspaces ?? false;
  return (
    <Page crumbs={[{ label: t("No seat") }]}>
      <EmptyState
        title={t("You belong to no workspace")}
        why={
          mayFound
            ? t("Ask an owner for an invitation, or begin with a workspace of your own.")
            : t("Ask an owner of a workspace for an invitation; its link lets you in.")
        }
        action={mayFound && <OwnWorkspace />}
      />
    </Page>
  );
}

function OwnWorkspace() {
  const api = useApi();
  const [name, setName] = useState("");
  const making = useMutation({
    mutationFn: async () =>
      (await api.write<WorkspaceAnswer>("POST", "/studio/api/workspaces", { body: { name } })).body,
    onSuccess: ({ workspace }) => enterWorkspace(workspace.id),
  });
  return (
    <form
      className="no-workspace"
      onSubmit={(event) => {
        event.preventDefault();
        making.mutate();
      }}
    >
      <TextField
        label={t("Name of the workspace")}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={making.error?.message}
      />
      <Button type="submit" look="primary" isBusy={making.isPending}>
        {t("Create workspace")}
      </Button>
    </form>
  );
}

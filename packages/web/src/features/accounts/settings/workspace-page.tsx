import type { WorkspaceAnswer } from "@parley/contract";
import { useMutation } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { useRights, useSession, useWorkspace } from "../../../data/session.ts";
import { enterWorkspace } from "../../../data/workspace-choice.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Copy } from "../../../ui/copy.tsx";
import { Section } from "../../../ui/section.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { roleAbout, roleName } from "../role-names.ts";
import { fieldErrors } from "../server-words.ts";
import { NameForm } from "./name-form.tsx";
import { SettingsPage } from "./settings-page.tsx";

/** The workspace that one works in, the others, and the way to a new one. */
export function WorkspacePage() {
  const present = useWorkspace();
  const { isOwner } = useRights();
  const mayFound = useSession()?.may_found_workspaces ?? false;
  return (
    <SettingsPage title={t("Workspace")}>
      {present && (
        <Section title={present.name} about={t("The workspace that you work in now.")}>
          {isOwner && (
            <NameForm
              name={present.name}
              path="/studio/api/workspace"
              autoComplete="off"
              hint={t("Everybody who works here sees it; customers do not.")}
            />
          )}
          <dl className="settings-facts">
            <div>
              <dt>{t("Workspace id")}</dt>
              <dd>
                <Copy text={String(present.id)} />
              </dd>
            </div>
            <div>
              <dt>{t("Your role")}</dt>
              <dd>
                {roleName(present.role)}
                <p className="field-hint">{roleAbout(present.role)}</p>
              </dd>
            </div>
          </dl>
        </Section>
      )}
      <YourWorkspaces presentId={present?.id} />
      {mayFound && <NewWorkspaceForm />}
    </SettingsPage>
  );
}

function YourWorkspaces({ presentId }: { readonly presentId: number | undefined }) {
  const workspaces = useSession()?.workspaces ?? [];
  if (workspaces.length < 2) return null;
  return (
    <Section title={t("Your workspaces")}>
      <ul className="settings-rows">
        {workspaces.map(({ id, name, role }) => (
          <li key={id} className="settings-row">
            <Avatar name={name} shape="square" />
            <div className="settings-row-words">
              <p className="settings-row-name">
                <bdi>{name}</bdi>
                {id === presentId && <Badge meaning="ok">{t("This one")}</Badge>}
              </p>
              <p className="settings-row-soft">{roleName(role)}</p>
            </div>
            {id !== presentId && (
              <Button
                size="small"
                onClick={() => enterWorkspace(id)}
                aria-label={t("Switch to {name}", { name })}
              >
                {t("Switch")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function NewWorkspaceForm() {
  const api = useApi();
  const making = useMutation({
    mutationFn: async (body: { readonly name: string }) =>
      (await api.write<WorkspaceAnswer>("POST", "/studio/api/workspaces", { body })).body,
    onSuccess: ({ workspace }) => enterWorkspace(workspace.id),
  });
  return (
    <Section
      title={t("New workspace")}
      about={t("With bots, channels and people of its own. You become its owner.")}
    >
      <form
        id="new"
        className="settings-form"
        onSubmit={(event) => making.mutate(formValues(event, ["name"]))}
      >
        <RefusalNote error={making.error} fields={["name"]} />
        <TextField
          label={t("Name of the workspace")}
          name="name"
          required
          maxLength={200}
          autoComplete="off"
          error={fieldErrors(making.error).name}
        />
        <Button type="submit" isBusy={making.isPending}>
          {t("Create workspace")}
        </Button>
      </form>
    </Section>
  );
}

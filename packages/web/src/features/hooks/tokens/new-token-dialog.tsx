import type { NewTokenAnswer } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { errorsOf } from "../../../data/errors-of.ts";
import { Button } from "../../../ui/button.tsx";
import { Choices } from "../../../ui/choices.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { SecretOnce } from "../../../ui/secret-once.tsx";
import { Select, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { allScopes, expiryOf, findPreset, presetOf, scopePresets } from "./token-scopes.ts";
import "../../../ui/form.css";

/** Asks for a new key; then shows it, once. */
export function NewTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<NewTokenAnswer | null>(null);
  if (!made) return <TokenForm onClose={onClose} onMade={setMade} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("{name} is ready", { name: made.token.name })}
      about={t("Services send it with each call: Authorization: Token …")}
      actions={
        <Button look="primary" onClick={onClose}>
          {t("Done")}
        </Button>
      }
    >
      <SecretOnce label={t("Token")} secret={made.secret} />
    </Dialog>
  );
}

interface Draft {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days: string;
}

const first: Draft = { name: "", scopes: scopePresets.go, days: "90" };

function TokenForm(props: {
  readonly onClose: () => void;
  readonly onMade: (it: NewTokenAnswer) => void;
}) {
  const api = useApi();
  const queries = useQueryClient();
  const formId = useId();
  const [draft, setDraft] = useState(first);
  const create = useMutation({
    mutationFn: async ({ name, scopes, days }: Draft) => {
      const body = { name, scopes, expires_at: expiryOf(days, Date.now()) };
      return (await api.write<NewTokenAnswer>("POST", "/v1/tokens/", { body })).body;
    },
    onSuccess: (answer) => {
      void queries.invalidateQueries({ queryKey: ["tokens"] });
      props.onMade(answer);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(draft);
  };
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t("New token")}
      actions={
        <>
          <Button onClick={props.onClose}>{t("Cancel")}</Button>
          <Button
            look="primary"
            type="submit"
            form={formId}
            isBusy={create.isPending}
            disabled={draft.scopes.length === 0}
          >
            {t("Make token")}
          </Button>
        </>
      }
    >
      <form id={formId} className="form" onSubmit={submit}>
        <TokenFields draft={draft} setDraft={setDraft} error={create.error} />
      </form>
    </Dialog>
  );
}

function TokenFields({
  draft,
  setDraft,
  error,
}: {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly error: Error | null;
}) {
  const errors = errorsOf(error);
  const preset = presetOf(draft.scopes);
  return (
    <>
      <TextField
        label={t("Name")}
        autoFocus
        hint={t("The service that will use it.")}
        value={draft.name}
        onChange={({ target }) => setDraft({ ...draft, name: target.value })}
        error={errors.name}
        maxLength={200}
        dir="auto"
        required
      />
      <Select
        label={t("May")}
        value={preset}
        onChange={({ target }) => {
          const chosen = findPreset(target.value);
          if (chosen) setDraft({ ...draft, scopes: chosen });
        }}
        options={[
          { value: "go", label: t("Set fields and send Go") },
          { value: "agent", label: t("Answer customers") },
          { value: "all", label: t("Everything but tokens and the audit log") },
          ...(preset === "own" ? [{ value: "own", label: t("What is ticked") }] : []),
        ]}
      />
      <Select
        label={t("Expires")}
        value={draft.days}
        onChange={({ target }) => setDraft({ ...draft, days: target.value })}
        error={errors.expires_at}
        options={[
          { value: "30", label: t("In 30 days") },
          { value: "90", label: t("In 90 days") },
          { value: "365", label: t("In a year") },
          { value: "never", label: t("Never") },
        ]}
      />
      <Choices
        label={t("Scopes")}
        options={allScopes.map((scope) => ({ value: scope, label: scope }))}
        values={draft.scopes}
        onChange={(scopes) => setDraft({ ...draft, scopes })}
      />
      {(errors.scopes ?? errors.whole) && (
        <p className="field-error" role="alert">
          {errors.scopes ?? errors.whole}
        </p>
      )}
    </>
  );
}

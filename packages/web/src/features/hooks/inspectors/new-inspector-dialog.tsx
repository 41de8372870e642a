import type { InspectorAnswer } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { errorsOf } from "../../../data/errors-of.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";

/** Asks for a name, makes the inspector and opens it. */
export function NewInspectorDialog({ onClose }: { readonly onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const formId = useId();
  const [name, setName] = useState("");
  const create = useMutation({
    mutationFn: async () =>
      (await api.write<InspectorAnswer>("POST", "/v1/inspectors/", { body: { name } })).body
        .inspector,
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ["inspectors"] });
      return navigate({
        to: "/integrations/inspectors/$inspectorId",
        params: { inspectorId: String(id) },
      });
    },
  });
  const errors = errorsOf(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={t("New inspector")}
      about={t("It gets an address of its own that takes any request.")}
      actions={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={create.isPending}>
            {t("Make inspector")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label={t("Name")}
          autoFocus
          value={name}
          onChange={({ target }) => setName(target.value)}
          error={errors.name ?? errors.whole}
          maxLength={200}
          dir="auto"
          required
        />
      </form>
    </Dialog>
  );
}

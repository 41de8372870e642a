import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";

export interface NameFormProps {
  readonly name: string;
  /** What has the name: its address in the API. */
  readonly path: string;
  readonly autoComplete: "name" | "off";
  readonly hint?: string;
  /** What stands between the name and the button. */
  readonly children?: ReactNode;
}

/** Gives another name to something that the session tells of. */
export function NameForm({ name, path, autoComplete, hint, children }: NameFormProps) {
  const api = useApi();
  const queries = useQueryClient();
  const notices = useNotices();
  const rename = useMutation({
    mutationFn: (body: { readonly name: string }) => api.write("PATCH", path, { body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["session"] });
      notices.tell({ text: t("Name saved") });
    },
  });
  return (
    <form
      className="settings-form"
      onSubmit={(event) => rename.mutate(formValues(event, ["name"]))}
    >
      <RefusalNote error={rename.error} fields={["name"]} />
      <TextField
        label={t("Name")}
        name="name"
        autoComplete={autoComplete}
        dir="auto"
        required
        maxLength={200}
        defaultValue={name}
        error={fieldErrors(rename.error).name}
        hint={hint}
      />
      {children}
      <Button type="submit" isBusy={rename.isPending}>
        {t("Save name")}
      </Button>
    </form>
  );
}

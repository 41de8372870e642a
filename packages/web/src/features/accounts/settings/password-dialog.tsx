import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { PasswordField } from "../../../ui/password-field.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";

export interface PasswordDialogProps<T> {
  readonly title: string;
  readonly about: string;
  /** What is done with the password: its address in the API. */
  readonly path: string;
  readonly verb: string;
  readonly look: "primary" | "danger";
  readonly keep: string;
  readonly onClose: () => void;
  readonly onDone: (answer: T) => void;
}

/** Asks for the password once more before what changes how one signs in. */
export function PasswordDialog<T>(props: PasswordDialogProps<T>) {
  const { title, about, path, verb, look, keep, onClose, onDone } = props;
  const api = useApi();
  const form = useId();
  const prove = useMutation({
    mutationFn: async (body: { readonly password: string }) =>
      (await api.write<T>("POST", path, { body })).body,
    onSuccess: onDone,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={title}
      about={about}
      actions={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button type="submit" form={form} look={look} isBusy={prove.isPending}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="settings-form"
        onSubmit={(event) => prove.mutate(formValues(event, ["password"]))}
      >
        <RefusalNote error={prove.error} fields={["password"]} />
        <PasswordField
          label={t("Password")}
          name="password"
          autoComplete="current-password"
          required
          autoFocus
          error={fieldErrors(prove.error).password}
        />
      </form>
    </Dialog>
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { useSession } from "../../../data/session.ts";
import { Button } from "../../../ui/button.tsx";
import { PasswordField } from "../../../ui/password-field.tsx";
import { Section } from "../../../ui/section.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { NewPasswordField } from "../new-password-field.tsx";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";

const names = ["current", "password"] as const;

/** Takes another password. */
export function PasswordSection() {
  const api = useApi();
  const queries = useQueryClient();
  const notices = useNotices();
  const form = useRef<HTMLFormElement>(null);
  const email = useSession()?.account?.email ?? "";
  const change = useMutation({
    mutationFn: (body: { readonly current: string; readonly password: string }) =>
      api.write("POST", "/studio/api/password", { body }),
    onSuccess: async () => {
      form.current?.reset();
      notices.tell({ text: t("Password changed. Your other sessions have ended.") });
      await queries.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  const errors = fieldErrors(change.error);
  return (
    <Section
      title={t("Password")}
      about={t("With a new one you stay signed in here; every other session ends.")}
    >
      <form
        ref={form}
        className="settings-form"
        onSubmit={(event) => change.mutate(formValues(event, names))}
      >
        <RefusalNote error={change.error} fields={names} />
        {/* Password managers look for whose password it is. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField
          label={t("Present password")}
          name="current"
          autoComplete="current-password"
          required
          error={errors.current}
        />
        <NewPasswordField label={t("New password")} error={errors.password} />
        <Button type="submit" isBusy={change.isPending}>
          {t("Change password")}
        </Button>
      </form>
    </Section>
  );
}

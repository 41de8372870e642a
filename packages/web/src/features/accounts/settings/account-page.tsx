import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Monitor, Moon, Sun } from "lucide-react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { useSession } from "../../../data/session.ts";
import { chooseTheme, speakFromNowOn, useTheme } from "../../../ui/appearance.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { Section } from "../../../ui/section.tsx";
import { SegmentedControl } from "../../../ui/segmented-control.tsx";
import { Select, TextField } from "../../../ui/text-field.tsx";
import { isLanguage, languages, spokenLanguage, t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";
import { SettingsPage } from "./settings-page.tsx";

/** The account's own: its name, and how the Studio looks in this browser. */
export function AccountPage() {
  return (
    <SettingsPage title={t("Account")}>
      <Profile />
      <Appearance />
    </SettingsPage>
  );
}

function Profile() {
  const api = useApi();
  const queries = useQueryClient();
  const notices = useNotices();
  const account = useSession()?.account;
  const save = useMutation({
    mutationFn: (body: { readonly name: string }) =>
      api.write("PATCH", "/studio/api/account", { body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["session"] });
      notices.tell({ text: t("Name saved") });
    },
  });
  if (!account) return null;
  return (
    <Section title={t("Profile")} about={t("How others see you in versions, comments and chats.")}>
      <form
        className="settings-form"
        onSubmit={(event) => save.mutate(formValues(event, ["name"]))}
      >
        <RefusalNote error={save.error} fields={["name"]} />
        <TextField
          label={t("Name")}
          name="name"
          autoComplete="name"
          required
          maxLength={200}
          defaultValue={account.name}
          error={fieldErrors(save.error).name}
        />
        <TextField
          label={t("E-mail address")}
          type="email"
          readOnly
          value={account.email}
          hint={t("You sign in with it. It cannot be changed here.")}
        />
        <Button type="submit" isBusy={save.isPending}>
          {t("Save name")}
        </Button>
      </form>
    </Section>
  );
}

function Appearance() {
  const theme = useTheme();
  return (
    <Section title={t("Appearance")} about={t("Kept in this browser.")}>
      <Field label={t("Theme")} isGroup>
        {() => (
          <SegmentedControl
            label={t("Theme")}
            value={theme}
            onChange={chooseTheme}
            options={[
              { value: "system", label: t("Like the system"), icon: <Monitor /> },
              { value: "light", label: t("Light"), icon: <Sun /> },
              { value: "dark", label: t("Dark"), icon: <Moon /> },
            ]}
          />
        )}
      </Field>
      <div className="settings-form">
        <Select
          label={t("Language")}
          value={spokenLanguage()}
          onChange={({ target }) => isLanguage(target.value) && void speakFromNowOn(target.value)}
          options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        />
      </div>
    </Section>
  );
}

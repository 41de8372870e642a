import { Monitor, Moon, Sun } from "lucide-react";
import { useSession } from "../../../data/session.ts";
import { chooseTheme, speakFromNowOn, useTheme } from "../../../ui/appearance.ts";
import { Field } from "../../../ui/field.tsx";
import { Section } from "../../../ui/section.tsx";
import { SegmentedControl } from "../../../ui/segmented-control.tsx";
import { Select, TextField } from "../../../ui/text-field.tsx";
import { isLanguage, languages, spokenLanguage, t } from "../../../ui/words.ts";
import { NameForm } from "./name-form.tsx";
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
  const account = useSession()?.account;
  if (!account) return null;
  return (
    <Section title={t("Profile")} about={t("How others see you in versions, comments and chats.")}>
      <NameForm name={account.name} path="/studio/api/account" autoComplete="name">
        <TextField
          label={t("E-mail address")}
          type="email"
          readOnly
          value={account.email}
          hint={t("You sign in with it. It cannot be changed here.")}
        />
      </NameForm>
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

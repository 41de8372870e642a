import { t } from "../../../ui/words.ts";
import { PasswordSection } from "./password-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { SettingsPage } from "./settings-page.tsx";
import { TwoFactorSection } from "./two-factor-section.tsx";

/** How one signs in, and where one is signed in. */
export function SecurityPage() {
  return (
    <SettingsPage title={t("Sign-in and security")}>
      <PasswordSection />
      <TwoFactorSection />
      <SessionsSection />
    </SettingsPage>
  );
}

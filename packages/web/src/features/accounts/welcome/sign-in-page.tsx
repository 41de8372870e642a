import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { safePath } from "../../../data/safe-path.ts";
import { t } from "../../../ui/words.ts";
import { SignInSteps } from "./sign-in-steps.tsx";
import { useEnter } from "./use-enter.ts";
import { WelcomeFrame } from "./welcome-frame.tsx";

/** Signs in, and leads to where one was going. */
export function SignInPage() {
  const { to } = useSearch({ strict: false });
  const [step, setStep] = useState<"password" | "code">("password");
  const enter = useEnter();
  const isCode = step === "code";
  return (
    <WelcomeFrame
      title={isCode ? t("Two-factor sign-in") : t("Sign in to Parley")}
      below={
        !isCode && (
          <details className="welcome-more">
            <summary>{t("Forgot your password?")}</summary>
            <p>
              {t(
                "Ask whoever runs this server: a command there makes a code with which you choose a new one.",
              )}
            </p>
          </details>
        )
      }
    >
      <SignInSteps onSignedIn={() => enter(safePath(to) ?? "/bots")} onStep={setStep} />
    </WelcomeFrame>
  );
}

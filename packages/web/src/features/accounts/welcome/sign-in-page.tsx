import { Link, useSearch } from "@tanstack/react-router";
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
      below={!isCode && <Link to="/reset-password">{t("Forgot your password?")}</Link>}
    >
      <SignInSteps onSignedIn={() => enter(safePath(to) ?? "/bots")} onStep={setStep} />
    </WelcomeFrame>
  );
}

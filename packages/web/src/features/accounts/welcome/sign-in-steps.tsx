import type { SignInAnswer } from "@parley/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { PasswordField } from "../../../ui/password-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";
import { CodeStep } from "./code-step.tsx";

export interface SignInStepsProps {
  /** An address that is known already. */
  readonly email?: string;
  readonly onSignedIn: () => void;
  /** Says which of the two steps is shown. */
  readonly onStep?: (step: "password" | "code") => void;
}

/** E-mail address and password, then the code where the account asks for one. */
export function SignInSteps({ email, onSignedIn, onStep }: SignInStepsProps) {
  const [step, setStep] = useState<"password" | "code">("password");
  const goTo = (next: "password" | "code") => {
    setStep(next);
    onStep?.(next);
  };
  if (step === "code") return <CodeStep onVerified={onSignedIn} onBack={() => goTo("password")} />;
  return (
    <PasswordStep
      {...(email !== undefined && { email })}
      onAccepted={(needsCode) => (needsCode ? goTo("code") : onSignedIn())}
    />
  );
}

interface PasswordStepProps {
  readonly email?: string;
  readonly onAccepted: (needsCode: boolean) => void;
}

function PasswordStep({ email, onAccepted }: PasswordStepProps) {
  const api = useApi();
  const signIn = useMutation({
    mutationFn: async (body: { readonly email: string; readonly password: string }) =>
      (await api.write<SignInAnswer>("POST", "/studio/api/sign_in", { body })).body,
    onSuccess: (answer) => onAccepted(answer.two_factor),
  });
  const errors = fieldErrors(signIn.error);
  return (
    <form
      className="welcome-form"
      onSubmit={(event) => signIn.mutate(formValues(event, ["email", "password"]))}
    >
      <RefusalNote error={signIn.error} fields={["email", "password"]} />
      <TextField
        label={t("E-mail address")}
        name="email"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        readOnly={email !== undefined}
        defaultValue={email}
        autoFocus={email === undefined}
        error={errors.email}
      />
      <PasswordField
        label={t("Password")}
        name="password"
        autoComplete="current-password"
        required
        error={errors.password}
        autoFocus={email !== undefined}
      />
      <Button type="submit" look="primary" isBusy={signIn.isPending}>
        {t("Sign in")}
      </Button>
    </form>
  );
}

import { z } from "zod";
import { success, total } from "./page.ts";
import { GivenCode, GivenPassword, NewPassword, StudioEmail } from "./studio-account.ts";

/** An e-mail address and its password. */
export const SignInRequest = z.strictObject({ email: StudioEmail, password: GivenPassword });
export type SignInRequest = z.infer<typeof SignInRequest>;

/** Signed in; with `two_factor` only once a code has been verified, within ten minutes. */
export const SignInAnswer = z.object({ success, two_factor: z.boolean() });
export type SignInAnswer = z.infer<typeof SignInAnswer>;

/** The six digits that the authenticator shows, or one of the backup codes. */
export const TwoFactorCode = z.strictObject({ code: GivenCode });
export type TwoFactorCode = z.infer<typeof TwoFactorCode>;

/** The password of whoever is signed in, once more: what follows changes how they sign in. */
export const PasswordProof = z.strictObject({ password: GivenPassword });
export type PasswordProof = z.infer<typeof PasswordProof>;

/** What an authenticator needs. Shown once; nothing holds before a code of it was confirmed. */
export const TwoFactorKey = z.object({
  success,
  uri: z.string().describe("otpauth://…, to be drawn as a QR code."),
  key: z.string().describe("The same secret to be typed: base32."),
  backup_codes: z.array(z.string()).describe("Each works once, instead of a code."),
});
export type TwoFactorKey = z.infer<typeof TwoFactorKey>;

/** A new password, and the present one. Every other session of the account ends. */
export const PasswordChange = z.strictObject({ current: GivenPassword, password: NewPassword });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** A new password, by the one-time code that `parley account reset-password` prints. Every session of the account ends. */
export const PasswordReset = z.strictObject({ code: GivenCode, password: NewPassword });
export type PasswordReset = z.infer<typeof PasswordReset>;

/** A browser in which an account is signed in. */
export const StudioSession = z.object({
  id: z.string(),
  is_current: z.boolean(),
  address: z.string().describe("The network address that signed in."),
  user_agent: z.string().describe("What the browser said it is."),
  created_at: z.number().describe("Seconds since 1970."),
  last_used_at: z.number().describe("To about an hour."),
  expires_at: z.number().describe("Unless it is used before."),
});
export type StudioSession = z.infer<typeof StudioSession>;

/** The sessions of an account, the newest first. */
export const StudioSessionPage = z.object({ success, total, sessions: z.array(StudioSession) });
export type StudioSessionPage = z.infer<typeof StudioSessionPage>;

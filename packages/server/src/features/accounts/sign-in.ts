/**
 * Signing in and out.
 *
 * Job: the rules around the sign-in library: how often, from where, what ends with it. The library's own: password
 * against hash, steps between password and code, authenticators, backup codes, new sessions and their cookies.
 *
 * Invariants
 * 1. Every look at a password or a code costs a try, of the account and of the network, before it is looked at.
 * 2. A right password, a wrong one and an unknown address take the same work and are told alike.
 * 3. Who signs in gets a new secret; the session that the browser had before ends.
 * 4. A code of an authenticator opens once.
 * 5. Nobody comes in by a password that was changed while it was being checked, or before the code after it came.
 * 6. Nobody comes in unless the audit log says so.
 */
import { z } from "zod";
import { AppError } from "../../errors.ts";
import type { AccountRecord } from "../../ports/accounts.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store.ts";
import { hashText } from "../hash-text.ts";
import { type CallLibrary, type Client, only, type Stepped } from "./library/call-library.ts";
import { type CookieNames, expiredCookie } from "./session-cookie.ts";
import type { Sessions, SignedIn } from "./sessions.ts";
import { tellFailure, tellSuccess } from "./tell-sign-in.ts";
import { networkKey, type Tries, tried } from "./tries.ts";

export interface SignIn {
  signIn(
    client: Client,
    given: { readonly email: string; readonly password: string },
    before: SignedIn | null,
  ): Promise<Stepped & { readonly needsCode: boolean }>;
  /** The second step: a code of the authenticator, or a backup code. */
  verifyCode(client: Client, code: string): Promise<Stepped>;
  signOut(signedIn: SignedIn | null): Promise<Stepped>;
}

export interface SignInPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly tries: Tries;
  readonly call: CallLibrary;
  readonly cookies: () => CookieNames;
}

/** Makes it. */
export function createSignIn(ports: SignInPorts): SignIn {
  const { store, sessions, tries, cookies, call } = ports;
  const end = ({ session }: SignedIn) =>
    sessions.write([{ kind: "delete-session", sessionId: session.id }]);
  async function endByToken(token: unknown): Promise<void> {
    const session = await store.sessionByHash(hashText(String(token)));
    if (session) await sessions.write([{ kind: "delete-session", sessionId: session.id }]);
  }

  return {
    signIn: async (client, { email, password }, before) => {
      const keys = [`account ${email}`, networkKey(client.address)];
      const account = await store.accountByEmail(email);
      const answer = await tried(tries, keys, () =>
        call("signInEmail", only(client, ""), { email, password }),
      ).catch((error: unknown) => {
        tellFailure(ports, account, client, error);
        throw error;
      });
      const { token } = answer.body;
      // Whoever changes it ends the sessions that there are; this one may have been made just after.
      const present = await store.accountByEmail(email);
      if (!account || present?.passwordHash !== account.passwordHash) {
        await endByToken(token);
        throw new AppError("wrong-sign-in");
      }
      const needsCode = answer.body.twoFactorRedirect === true;
      if (needsCode) await noteStep(ports, answer.cookies, account);
      else await tellSuccess(ports, account, client, () => endByToken(token));
      if (before && !needsCode) await end(before);
      return { cookies: answer.cookies, needsCode };
    },
    verifyCode: async (client, given) => {
      const code = withoutSpaces(given);
      const isDigits = /^\d{6}$/.test(code);
      const step = only(client, cookies().step);
      const noted = await notedStep(ports, step.cookie);
      const { body, cookies: set } = await tried(tries, [networkKey(client.address)], () =>
        call(isDigits ? "verifyTOTP" : "verifyBackupCode", step, { code }),
      ).catch((error: unknown) => {
        tellFailure(ports, noted && { id: noted.accountId }, client, error);
        throw error;
      });
      const { user, token } = Verified.parse(body);
      if (isDigits && !(await spendCode(ports, user.id, code))) {
        // Of two who bring one code at once one is let in; nobody has the cookie of the other yet.
        await endByToken(token);
        throw new AppError("wrong-code");
      }
      const account = await store.account(user.id);
      if (!account || noted?.passwordSeal !== hashText(account.passwordHash)) {
        await endByToken(token);
        throw new AppError("step-ended");
      }
      await tellSuccess(ports, account, client, () => endByToken(token));
      return { cookies: set };
    },
    signOut: async (signedIn) => {
      if (signedIn) await end(signedIn);
      const names = cookies();
      return { cookies: [expiredCookie(names, "session"), expiredCookie(names, "step")] };
    },
  };
}

/** The library has a step last for ten minutes. */
const stepKeptMs = 11 * 60_000;

const stepId = (cookie: string | undefined): string => hashText(`step ${cookie}`);

/** Keeps whose a step is, and which password it began with. */
async function noteStep(
  { sessions, clock, cookies }: SignInPorts,
  set: readonly string[],
  { id: accountId, passwordHash }: AccountRecord,
): Promise<void> {
  const cookie = set.find((it) => it.startsWith(`${cookies().step}=`))?.split(";")[0];
  const createdMs = clock.nowMs();
  const times = { createdMs, endsMs: createdMs + stepKeptMs };
  const value = `${accountId} ${hashText(passwordHash)}`;
  const row = { id: stepId(cookie), name: "step", value, ...times };
  await sessions.write([{ kind: "add-one-time", oneTime: row }]);
}

/** Whose step it is, and the seal of the password that it began with; `null` for one that nobody has begun. */
async function notedStep({ store }: SignInPorts, cookie: string | undefined) {
  const [accountId, passwordSeal] = (await store.oneTime(stepId(cookie)))?.value.split(" ") ?? [];
  return accountId === undefined ? null : { accountId, passwordSeal };
}

const Verified = z.object({ token: z.string(), user: z.object({ id: z.string() }) });

/** A code is good for a minute and a half around its own half minute; that it was used is remembered for longer. */
const codeSpentMs = 3 * 60_000;

/** Uses a code of an authenticator up; `false` when it was used before. */
export async function spendCode(
  { sessions, clock }: Pick<SignInPorts, "sessions" | "clock">,
  accountId: string,
  code: string,
): Promise<boolean> {
  const createdMs = clock.nowMs();
  const id = hashText(`spent code ${accountId} ${code}`);
  const row = { id, name: "spent code", value: "", createdMs, endsMs: createdMs + codeSpentMs };
  return sessions.write([{ kind: "add-one-time", oneTime: row }]);
}

/** A code as it is checked: authenticators show it in two groups. */
export const withoutSpaces = (code: string): string => code.replace(/\s+/g, "");

import { z } from "zod";
import { AppError } from "../../errors.ts";
import type { Mailbox } from "../../mailbox.ts";
import { hashText } from "../hash-text.ts";
import { type CallLibrary, type Client, only, type Stepped } from "./library/call-library.ts";
import { refuseWeakPassword } from "./passwords.ts";
import type { CookieNames } from "./session-cookie.ts";
import type { SignedIn } from "./sessions.ts";
import { type SignInPorts, spendCode, withoutSpaces } from "./sign-in.ts";
import { networkKey, tried } from "./tries.ts";

/** What an authenticator needs; shown once. */
export interface NewAuthenticator {
  readonly uri: string;
  readonly key: string;
  readonly backupCodes: readonly string[];
}

/** How somebody who is signed in signs in: each change asks for the password again, and brings a new cookie. */
export interface Credentials {
  /** Every other session of the account ends. */
  changePassword(
    client: Client,
    signedIn: SignedIn,
    given: { readonly current: string; readonly password: string },
  ): Promise<Stepped>;
  beginTwoFactor(client: Client, signedIn: SignedIn, password: string): Promise<NewAuthenticator>;
  /** From now on a code is asked for: somebody has shown that their authenticator works. */
  confirmTwoFactor(client: Client, signedIn: SignedIn, code: string): Promise<Stepped>;
  disableTwoFactor(client: Client, signedIn: SignedIn, password: string): Promise<Stepped>;
}

/** Makes it. */
export function createCredentials(
  ports: SignInPorts & {
    readonly call: CallLibrary;
    readonly cookies: () => CookieNames;
    /** A new password is not written over by one that was on its way: each sees the one before. */
    readonly passwordChanges: Mailbox;
  },
): Credentials {
  const { tries, call, cookies } = ports;
  const own = (client: Client) => only(client, cookies().session);

  const withPassword = <T>(client: Client, { account }: SignedIn, look: () => Promise<T>) =>
    tried(tries, [`account ${account.email}`, networkKey(client.address)], look);

  return {
    changePassword: async (client, signedIn, { current, password }) => {
      refuseWeakPassword(password, signedIn.account.email);
      const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true };
      const answer = await withPassword(client, signedIn, () =>
        ports.passwordChanges.run(0, () =>
          call("changePassword", own(client), body).catch(namingCurrent),
        ),
      );
      // Once more: the library ends them before it changes the password, and somebody may have come in between.
      const kept = await ports.store.sessionByHash(hashText(String(answer.body.token)));
      const accountId = signedIn.account.id;
      await ports.sessions.write([
        { kind: "delete-sessions", accountId, keptId: kept?.id ?? null },
      ]);
      return answer;
    },
    beginTwoFactor: async (client, signedIn, password) => {
      const { body } = await withPassword(client, signedIn, () =>
        call("enableTwoFactor", own(client), { password, method: "totp" }),
      );
      const { totpURI, backupCodes } = Begun.parse(body);
      const key = new URL(totpURI).searchParams.get("secret") ?? "";
      return { uri: totpURI, key, backupCodes };
    },
    confirmTwoFactor: async (client, { account }, given) => {
      const code = withoutSpaces(given);
      const keys = [`code ${account.id}`, networkKey(client.address)];
      const answer = await tried(tries, keys, () => call("verifyTOTP", own(client), { code }));
      await spendCode(ports, account.id, code);
      return answer;
    },
    disableTwoFactor: (client, signedIn, password) =>
      withPassword(client, signedIn, () => call("disableTwoFactor", own(client), { password })),
  };
}

const Begun = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });

/** The field is called otherwise where there is a new password beside it. */
function namingCurrent(error: unknown): never {
  if (error instanceof AppError && error.code === "wrong-sign-in")
    throw new AppError("wrong-sign-in", { fields: { current: error.fields?.password ?? [] } });
  throw error;
}

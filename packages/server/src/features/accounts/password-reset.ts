import { AppError } from "../../errors.ts";
import type { Mailbox } from "../../mailbox.ts";
import type { AccountRecord, AccountStore } from "../../ports/accounts.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { RecordWrite, Store } from "../../ports/store.ts";
import { hashText } from "../hash-text.ts";
import { type Passwords, refuseWeakPassword } from "./passwords.ts";
import type { Sessions } from "./sessions.ts";
import { networkKey, type Tries, tried } from "./tries.ts";

const lifeMs = 3600_000;

/**
 * Makes the way back in for somebody who is locked out: a code that works once, for an hour. For whoever reaches the
 * server's console, and nobody else. With `dropsTwoFactor` it also takes their authenticator away.
 */
export async function makeResetCode(
  { store, clock, chance }: ResetCodePorts,
  account: AccountRecord,
  dropsTwoFactor: boolean,
): Promise<string> {
  const code = chance.secret(24);
  const createdMs = clock.nowMs();
  await store.commit({
    records: [
      {
        kind: "add-one-time",
        oneTime: {
          ...{
            id: hashText(`reset ${code}`),
            name: "reset",
            createdMs,
            endsMs: createdMs + lifeMs,
          },
          value: JSON.stringify([account.id, dropsTwoFactor]),
        },
      },
    ],
  });
  return code;
}

export interface ResetCodePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
}

/** Sets a new password by such a code; every session of the account ends. Gives whose it was. */
export type ResetPassword = (
  given: { readonly code: string; readonly password: string },
  address: string,
) => Promise<AccountRecord>;

/** Makes it. */
export function createPasswordReset(ports: {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly tries: Tries;
  readonly passwordChanges: Mailbox;
}): ResetPassword {
  const { store, clock, sessions, passwords, tries } = ports;

  async function holderOf(id: string) {
    const row = await store.oneTime(id);
    if (row?.name !== "reset" || clock.nowMs() >= row.endsMs) return null;
    // As `makeResetCode` has written it.
    const [accountId, dropsTwoFactor] = JSON.parse(row.value) as [string, boolean];
    const account = await store.account(accountId);
    return account && { account, dropsTwoFactor };
  }

  return async ({ code, password }, address) => {
    const id = hashText(`reset ${code}`);
    const { account, dropsTwoFactor } = await tried(tries, [networkKey(address)], async () => {
      const holder = await holderOf(id);
      if (!holder) throw new AppError("wrong-code");
      return holder;
    });
    refuseWeakPassword(password, account.email);
    const passwordHash = await passwords.hash(password);
    const write = async () => {
      // As it is now: the hash has taken its time.
      const present = (await store.account(account.id)) ?? account;
      const hasTwoFactor = present.hasTwoFactor && !dropsTwoFactor;
      const changed = { ...present, passwordHash, hasTwoFactor, updatedMs: clock.nowMs() };
      const records: readonly RecordWrite[] = [
        { kind: "take-one-time", oneTimeId: id },
        { kind: "put-account", account: changed },
        { kind: "delete-sessions", accountId: account.id, keptId: null },
        ...(dropsTwoFactor ? [{ kind: "delete-two-factor", accountId: account.id } as const] : []),
      ];
      if (!(await sessions.write(records))) throw new AppError("wrong-code");
      return changed;
    };
    // Not while somebody who knows the old password takes a new one: theirs would be written over this.
    return ports.passwordChanges.run(0, () => sessions.alone(write));
  };
}

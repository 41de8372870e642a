import type { AccountStore } from "../../../ports/accounts.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { RecordWrite } from "../../../ports/store.ts";
import { hashText } from "../../hash-text.ts";
import { endOf } from "../session-life.ts";
import {
  type LibraryModel,
  type LibraryRow,
  oneTimeOf,
  oneTimeRow,
  passwordRow,
  sessionOf,
  sessionRow,
  twoFactorOf,
  twoFactorRow,
  userRow,
  withPassword,
  withUser,
} from "./library-rows.ts";

/** What a column is asked to be; `undefined`: the query does not say. */
export type Wanted = (field: string) => string | undefined;

/** One of the library's tables. */
export interface LibraryTable {
  /** Rows among which all are that a query asks for; `null`: it asks in a way that nobody foresaw. */
  load(wanted: Wanted): Promise<readonly LibraryRow[] | null>;
  /** What writes a row, new or changed. */
  put(row: LibraryRow): Promise<RecordWrite>;
  remove(row: LibraryRow): RecordWrite;
}

type Tables = { readonly [M in LibraryModel]: LibraryTable };

/** The library's tables over our records. */
export function libraryTables(store: AccountStore, clock: Clock): Tables {
  const accountTable = (
    present: typeof userRow,
    change: typeof withUser,
    keys: { readonly id: string; readonly email?: string },
  ): LibraryTable => ({
    load: async (wanted) => {
      const id = wanted(keys.id) ?? wanted("id");
      const email = keys.email === undefined ? undefined : wanted(keys.email);
      if (id !== undefined) return listed(await store.account(id), present);
      return email === undefined ? null : listed(await store.accountByEmail(email), present);
    },
    put: async (row) => {
      const account = await store.account(String(row.id));
      // Accounts are made by set-up and by invitations, each with what else it brings, in one commit.
      if (!account) throw new Error("The sign-in library may not make accounts.");
      return { kind: "put-account", account: change(account, row) };
    },
    remove: refuseRemoval,
  });
  return {
    user: accountTable(userRow, withUser, { id: "id", email: "email" }),
    account: accountTable(passwordRow, withPassword, { id: "userId" }),
    session: sessionTable(store, clock),
    verification: {
      load: async (wanted) => {
        const [id, name] = [wanted("id"), wanted("identifier")];
        if (id !== undefined) return listed(await store.oneTime(id), oneTimeRow);
        return name === undefined ? null : (await store.oneTimesOf(name)).map(oneTimeRow);
      },
      put: async (row) => ({ kind: "add-one-time", oneTime: oneTimeOf(row) }),
      remove: ({ id }) => ({ kind: "take-one-time", oneTimeId: String(id) }),
    },
    twoFactor: {
      load: async (wanted) => {
        const id = wanted("userId") ?? wanted("id");
        return id === undefined ? null : listed(await store.twoFactorOf(id), twoFactorRow);
      },
      put: async (row) => ({ kind: "put-two-factor", twoFactor: twoFactorOf(row) }),
      remove: ({ userId }) => ({ kind: "delete-two-factor", accountId: String(userId) }),
    },
  };
}

function sessionTable(store: AccountStore, clock: Clock): LibraryTable {
  return {
    load: async (wanted) => {
      const [token, userId] = [wanted("token"), wanted("userId")];
      if (token !== undefined) {
        const found = await store.sessionByHash(hashText(token));
        // The library knows no rest: one that nobody has used for too long is none.
        const session = found && clock.nowMs() < endOf(found) ? found : null;
        return listed(session, (it) => sessionRow(it, token));
      }
      if (userId === undefined) return null;
      return (await store.sessionsOf(userId)).map((it) => sessionRow(it, it.tokenHash));
    },
    put: async (row) => ({ kind: "put-session", session: sessionOf(row) }),
    remove: ({ id }) => ({ kind: "delete-session", sessionId: String(id) }),
  };
}

const listed = <T>(found: T | null, present: (found: T) => LibraryRow): readonly LibraryRow[] =>
  found === null ? [] : [present(found)];

function refuseRemoval(): never {
  throw new Error("The sign-in library may not remove accounts.");
}

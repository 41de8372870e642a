import type { AccountWrite } from "../../ports/accounts.ts";
import type { accountSql } from "./account-sql.ts";
import {
  accountTable,
  invitationTable,
  oneTimeTable,
  sessionTable,
  twoFactorTable,
} from "./account-tables.ts";
import type { SqlValue } from "./column.ts";

/** The statement that carries out a change of who may sign in, and its parameters. */
export function accountStatement(
  write: AccountWrite,
): readonly [keyof typeof accountSql, readonly SqlValue[]] {
  switch (write.kind) {
    case "put-account":
      return [write.kind, accountTable.encode(write.account)];
    case "put-session":
      return [write.kind, sessionTable.encode(write.session)];
    case "note-session-use":
      return [write.kind, [write.usedMs, write.sessionId]];
    case "delete-session":
      return [write.kind, [write.sessionId]];
    case "delete-sessions":
      return [write.kind, [write.accountId, write.keptId]];
    case "put-two-factor":
      return [write.kind, twoFactorTable.encode(write.twoFactor)];
    case "delete-two-factor":
      return [write.kind, [write.accountId]];
    case "add-one-time":
      return [write.kind, oneTimeTable.encode(write.oneTime)];
    case "take-one-time":
      return [write.kind, [write.oneTimeId]];
    case "put-invitation":
      return [write.kind, invitationTable.encode(write.invitation)];
    case "take-invitation":
      return [write.kind, [write.invitationId]];
    case "add-setting":
      return [write.kind, [write.name, write.value]];
    case "prune-access":
      return [write.kind, [write.endedMs, write.unusedSinceMs]];
  }
}

import {
  accountTable,
  invitationTable,
  oneTimeTable,
  sessionTable,
  twoFactorTable,
} from "./account-tables.ts";
import { insertSql, upsertSql } from "./table.ts";

/** The statements that write who may sign in, as `record-sql.ts` has the others. */
export const accountSql = {
  "put-account": [upsertSql(accountTable, "id")],
  "put-session": [upsertSql(sessionTable, "id")],
  "note-session-use": ["UPDATE session SET used_ms = max(used_ms, ?1) WHERE id = ?2"],
  "delete-session": ["DELETE FROM session WHERE id = ?1"],
  "delete-sessions": ["DELETE FROM session WHERE account_id = ?1 AND id IS NOT ?2"],
  "put-two-factor": [upsertSql(twoFactorTable, "account_id")],
  "delete-two-factor": ["DELETE FROM two_factor WHERE account_id = ?1"],
  "add-one-time": [insertSql(oneTimeTable)],
  "take-one-time": ["DELETE FROM one_time WHERE id = ?1"],
  "put-invitation": [upsertSql(invitationTable, "id")],
  "take-invitation": ["DELETE FROM invitation WHERE id = ?1"],
  "add-setting": ["INSERT INTO setting (name, value) VALUES (?1, ?2)"],
  "prune-access": [
    "DELETE FROM session WHERE ends_ms <= ?1 OR used_ms <= ?2",
    "DELETE FROM one_time WHERE ends_ms <= ?1 AND ?2 IS NOT NULL",
    "DELETE FROM invitation WHERE ends_ms <= ?1 AND ?2 IS NOT NULL",
  ],
} as const;

import type { DatabaseSync } from "node:sqlite";
import type { AccountStore } from "../../ports/accounts.ts";
import {
  accountTable,
  invitationTable,
  oneTimeTable,
  sessionTable,
  twoFactorTable,
} from "./account-tables.ts";
import { agentOf } from "./read-records.ts";
import { agentTable } from "./record-tables.ts";
import { columnList, found, readable, type TableShape } from "./table.ts";
import { tryRead } from "./try-read.ts";
import { prepareAll } from "./turn-statements.ts";

const select = (of: TableShape, where: string): string =>
  `SELECT ${columnList(of)} FROM ${of.name} WHERE ${where}`;

const newestFirst = "ORDER BY created_ms DESC, rowid DESC";

const readSql = {
  account: select(accountTable, "id = ?"),
  accountByEmail: select(accountTable, "email = ?"),
  agentsOfAccount: select(agentTable, "account_id = ? ORDER BY id"),
  session: select(sessionTable, "id = ?"),
  sessionByHash: select(sessionTable, "token_hash = ?"),
  sessionsOf: select(sessionTable, `account_id = ? ${newestFirst}`),
  twoFactorOf: select(twoFactorTable, "account_id = ?"),
  oneTime: select(oneTimeTable, "id = ?"),
  oneTimesOf: select(oneTimeTable, `name = ? ${newestFirst}`),
  invitations: select(invitationTable, `workspace_id = ? ${newestFirst}`),
  invitationByHash: select(invitationTable, "token_hash = ?"),
} as const;

/** Reads who may sign in. */
export function readAccounts(db: DatabaseSync): AccountStore {
  const sql = prepareAll(db, readSql);
  return {
    account: (id) => tryRead(() => found(sql.account.get(id), accountTable)),
    accountByEmail: (email) => tryRead(() => found(sql.accountByEmail.get(email), accountTable)),
    agentsOfAccount: (id) =>
      tryRead(() => readable(sql.agentsOfAccount.all(id), agentTable).map(agentOf)),
    session: (id) => tryRead(() => found(sql.session.get(id), sessionTable)),
    sessionByHash: (hash) => tryRead(() => found(sql.sessionByHash.get(hash), sessionTable)),
    sessionsOf: (id) => tryRead(() => readable(sql.sessionsOf.all(id), sessionTable)),
    twoFactorOf: (id) => tryRead(() => found(sql.twoFactorOf.get(id), twoFactorTable)),
    oneTime: (id) => tryRead(() => found(sql.oneTime.get(id), oneTimeTable)),
    oneTimesOf: (name) => tryRead(() => readable(sql.oneTimesOf.all(name), oneTimeTable)),
    invitations: (id) => tryRead(() => readable(sql.invitations.all(id), invitationTable)),
    invitationByHash: (hash) =>
      tryRead(() => found(sql.invitationByHash.get(hash), invitationTable)),
  };
}

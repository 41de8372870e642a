import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  advances,
  conversationGate,
  insertConversation,
  rewriteConversation,
} from "./conversation-sql.ts";
import { addTask, leaseGate, promoteHead, removeTask } from "./task-sql.ts";

const turnSql = {
  insertConversation,
  ...advances,
  rewriteConversation,
  conversationGate,
  addTask,
  leaseGate,
  promoteHead,
  removeTask,
  answerGate: "SELECT 1 AS found FROM idempotent_answer WHERE scope = ?",
  addAnswer: `
    INSERT INTO idempotent_answer (scope, conversation_id, body_hash, status, body, created_ms)
    VALUES (?, ?, ?, ?, ?, ?)`,
  addEntry: `
    INSERT INTO entry (conversation_id, seq, uuid, at_us, client_id, client_hash, entry)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  addTrace: `
    INSERT INTO trace
      (conversation_id, revision, position, at_us, kind, block, code, message, detail)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addLine: `
    INSERT INTO turn_log (conversation_id, at_ms, bot_id, version, facts) VALUES (?, ?, ?, ?, ?)`,
  addRequest: `
    INSERT INTO webhook_request (conversation_id, bot_id, version, block, at_ms, exchange)
    VALUES (?, ?, ?, ?, ?, ?)`,
} as const;

/** The statements of a turn. Each names the conversation. */
export type TurnStatements = { readonly [K in keyof typeof turnSql]: StatementSync };

export function prepareTurns(db: DatabaseSync): TurnStatements {
  return prepareAll(db, turnSql);
}

/** Prepares statements under their names. */
export function prepareAll<K extends string>(
  db: DatabaseSync,
  sql: { readonly [name in K]: string },
): { readonly [name in K]: StatementSync } {
  const names = Object.keys(sql) as K[];
  const prepared = names.map((name) => [name, db.prepare(sql[name])] as const);
  return Object.fromEntries(prepared) as { [name in K]: StatementSync };
}

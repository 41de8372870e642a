import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  type AuditFilter,
  type AuditRow,
  type AuditStore,
  auditDeeds,
  type StoredAuditRow,
} from "../../ports/audit.ts";
import { type Column, json, nullable, number, oneOf, type SqlValue, text } from "./column.ts";
import { columnList, insertSql, readable, table } from "./table.ts";
import { tryRead } from "./try-read.ts";

/** A line, flat as its columns are. */
interface FlatRow extends Omit<AuditRow, "actor"> {
  readonly actorKind: AuditRow["actor"]["kind"];
  readonly agentId: number | null;
  readonly tokenId: number | null;
  readonly actorName: string;
  readonly address: string;
}

type Columns = { readonly [K in keyof FlatRow]: Column<FlatRow[K]> };

const columns: Columns = {
  workspaceId: number,
  atMs: number,
  actorKind: oneOf(["person", "token", "guest", "console", "server"]),
  agentId: nullable(number),
  tokenId: nullable(number),
  actorName: text,
  address: text,
  deed: oneOf(auditDeeds),
  subject: text,
  subjectName: text,
  detail: json(),
};

const newRows = table<FlatRow>("audit", columns);
const rows = table<FlatRow & { readonly id: number }>("audit", { id: number, ...columns });

/** The statement that adds a line. */
export const addAudit = insertSql(newRows);

/** Its parameters. */
export function encodeAudit({ actor, ...row }: AuditRow): readonly SqlValue[] {
  const { kind: actorKind, name: actorName, agentId, tokenId, address } = actor;
  return newRows.encode({ ...row, actorKind, actorName, agentId, tokenId, address });
}

/** Reads the audit log. */
export function readAudit(db: DatabaseSync): AuditStore {
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    audit: (filter) =>
      tryRead(() => {
        const { sql, values } = wanted(filter);
        return readable(prepare(sql).all(...values, filter.limit), rows).map(auditRow);
      }),
  };
}

function wanted({ workspaceId, deed, agentId, sinceMs, untilMs, beforeId }: AuditFilter) {
  const conditions: readonly (readonly [string, SqlValue | undefined])[] = [
    ["workspace_id = ?", workspaceId],
    ["deed = ?", deed],
    ["agent_id = ?", agentId],
    ["at_ms >= ?", sinceMs],
    ["at_ms < ?", untilMs],
    ["id < ?", beforeId],
  ];
  const given = conditions.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  return {
    sql: `SELECT ${columnList(rows)} FROM audit WHERE ${given.map(({ sql }) => sql).join(" AND ")} ORDER BY id DESC LIMIT ?`,
    values: given.map(({ value }) => value),
  };
}

function auditRow(flat: FlatRow & { readonly id: number }): StoredAuditRow {
  const { actorKind: kind, actorName: name, agentId, tokenId, address, ...row } = flat;
  return { ...row, actor: { kind, agentId, tokenId, name, address } };
}

import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  type AuditFilter,
  type AuditHead,
  type AuditLink,
  type AuditRow,
  type AuditStore,
  auditDeeds,
  type StoredAuditRow,
} from "../../ports/audit.ts";
import { auditHash } from "../../ports/audit-chain.ts";
import {
  type Column,
  json,
  nullable,
  number,
  oneOf,
  type SqlRow,
  type SqlValue,
  text,
} from "./column.ts";
import { columnList, found, readable, table } from "./table.ts";
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
const rows = table<FlatRow & AuditHead>("audit", { id: number, ...columns, hash: text });
const heads = table<AuditHead>("audit_head", { id: number, hash: text });

/** The order in which a line is hashed. */
const hashed = columnList({ ...newRows, columns: ["id", ...newRows.columns] });
const given = newRows.columns.map((_, at) => `?${at + 1}`).join(", ");

/**
 * The statement that adds a line. It finds the end of the chain itself, within the transaction that it runs in: whatever
 * is written at once, here or by another process, stands in one row.
 */
export const addAudit = `
  INSERT INTO audit (${hashed}, hash)
  SELECT next_id, ${given}, audit_hash(before, next_id, ${given})
  FROM (
    SELECT
      (SELECT coalesce(max(id), 0) + 1 FROM audit) AS next_id,
      coalesce((SELECT hash FROM audit_head WHERE workspace_id = ?1), '') AS before)`;

/** Teaches a connection `audit_hash(hash of the line before, id, the line's columns …)`, which `addAudit` needs. */
export function teachAuditHash(db: DatabaseSync): void {
  db.function("audit_hash", { deterministic: true, varargs: true }, (before, ...content) =>
    auditHash(String(before), content.map(hashable)),
  );
}

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
    auditLinks: (workspaceId, afterId, limit) =>
      tryRead(() => prepare(linksAfter).all(workspaceId, afterId, limit).map(auditLink)),
    auditHead: (workspaceId) => tryRead(() => found(prepare(headOf).get(workspaceId), heads)),
  };
}

const linksAfter = `
  SELECT ${hashed}, hash FROM audit WHERE workspace_id = ? AND id > ? ORDER BY id LIMIT ?`;
const headOf = "SELECT audit_id AS id, hash FROM audit_head WHERE workspace_id = ?";

/** Takes the columns as they are: what was changed to something that is no line any more is found by its hash too. */
function auditLink(row: SqlRow): AuditLink {
  const { hash, ...content } = row;
  return {
    id: number.read(row.id),
    hash: text.read(hash),
    content: Object.values(content).map(hashable),
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

function auditRow(flat: FlatRow & AuditHead): StoredAuditRow {
  const { actorKind: kind, actorName: name, agentId, tokenId, address, ...row } = flat;
  return { ...row, actor: { kind, agentId, tokenId, name, address } };
}

/** There are no other values in these columns. */
const hashable = (value: unknown): string | number | null =>
  typeof value === "string" || typeof value === "number" ? value : null;

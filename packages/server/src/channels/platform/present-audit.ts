import type { AuditLine } from "@parley/contract";
import type { AuditVerdict } from "../../features/audit/verify-audit.ts";
import type { StoredAuditRow } from "../../ports/audit.ts";
import { type CsvCell, csvLine } from "./csv-line.ts";

/** What tokens are called, revoked ones too. Lines hold their numbers alone. */
export type TokenNames = ReadonlyMap<number, string>;

/** A line of the audit log as the API tells it. */
export function presentAudit(row: StoredAuditRow, tokens: TokenNames): AuditLine {
  const { id, hash, atMs, actor, deed, subject, subjectName, detail } = row;
  return {
    ...{ id, hash, at: atMs / 1000, deed, subject, subject_name: subjectName },
    actor: {
      ...{ kind: actor.kind, agent_id: actor.agentId, token_id: actor.tokenId },
      token_name: nameOf(actor, tokens),
      ...{ name: actor.name, address: actor.address },
    },
    detail: Object.fromEntries(
      Object.entries(detail).map(([key, value]) => [key, isList(value) ? [...value] : value]),
    ),
  };
}

/** What a look at the whole log has found, as the API tells it. */
export function presentVerdict({ lines, head, fault }: AuditVerdict) {
  return { lines, head, fault: fault && { line_id: fault.lineId, kind: fault.kind } };
}

const nameOf = ({ tokenId }: StoredAuditRow["actor"], tokens: TokenNames): string =>
  tokenId === null ? "" : (tokens.get(tokenId) ?? "");

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

const header = [
  ...["id", "at", "actor", "agent_id", "token_id", "token_name", "name", "address", "deed"],
  ...["subject", "subject_name", "detail", "hash"],
];

/** The first line of the log as CSV. */
export const auditCsvHeader = (): string => csvLine(header);

/** A line of the log as CSV. */
export function auditCsvLine(
  { id, atMs, actor, deed, subject, ...row }: StoredAuditRow,
  tokens: TokenNames,
): string {
  const { kind, agentId, tokenId, name, address } = actor;
  const cells: readonly CsvCell[] = [
    ...[id, new Date(atMs).toISOString(), kind, agentId, tokenId, nameOf(actor, tokens)],
    ...[name, address, deed, subject, row.subjectName, JSON.stringify(row.detail), row.hash],
  ];
  return csvLine(cells);
}

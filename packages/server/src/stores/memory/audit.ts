import type { AuditFilter, AuditRow, AuditStore, StoredAuditRow } from "../../ports/audit.ts";
import { auditContent, auditHash, firstAuditHash } from "../../ports/audit-chain.ts";
import type { Journal } from "./journal.ts";
import { fromJson, type MemoryData, toJson } from "./memory-data.ts";

/** Adds a line under the next number, at the end of its workspace's chain. */
export function addAudit({ audit, auditHeads }: MemoryData, journal: Journal, row: AuditRow): void {
  const line = { ...row, id: audit.size + 1 };
  const before = auditHeads.get(row.workspaceId)?.hash ?? firstAuditHash;
  const hash = auditHash(before, auditContent(line));
  journal.put(audit, line.id, toJson({ ...line, hash }));
  journal.put(auditHeads, row.workspaceId, { id: line.id, hash });
}

/** Reads the audit log. */
export function readAudit(read: <T>(act: (data: MemoryData) => T) => Promise<T>): AuditStore {
  return {
    audit: (filter) =>
      read((data) =>
        linesOf(data, (row) => isWanted(row, filter))
          .reverse()
          .slice(0, filter.limit),
      ),
    auditLinks: (workspaceId, afterId, limit) =>
      read((data) =>
        linesOf(data, (row) => row.workspaceId === workspaceId && row.id > afterId)
          .slice(0, limit)
          .map(({ hash, ...row }) => ({ id: row.id, hash, content: auditContent(row) })),
      ),
    auditHead: (workspaceId) => read(({ auditHeads }) => auditHeads.get(workspaceId) ?? null),
  };
}

const linesOf = ({ audit }: MemoryData, isIn: (row: StoredAuditRow) => boolean): StoredAuditRow[] =>
  [...audit.values()].map((stored) => fromJson(stored)).filter(isIn);

const isWanted = (row: StoredAuditRow, filter: AuditFilter): boolean =>
  row.workspaceId === filter.workspaceId &&
  isAny(filter.deed, row.deed) &&
  isAny(filter.agentId, row.actor.agentId) &&
  row.atMs >= (filter.sinceMs ?? Number.NEGATIVE_INFINITY) &&
  row.atMs < (filter.untilMs ?? Number.POSITIVE_INFINITY) &&
  row.id < (filter.beforeId ?? Number.POSITIVE_INFINITY);

const isAny = <T>(wanted: T | undefined, found: T): boolean =>
  wanted === undefined || wanted === found;

import type { AuditFilter, AuditRow, AuditStore, StoredAuditRow } from "../../ports/audit.ts";
import type { Journal } from "./journal.ts";
import { fromJson, type MemoryData, toJson } from "./memory-data.ts";

/** Adds a line under the next number. */
export function addAudit({ audit }: MemoryData, journal: Journal, row: AuditRow): void {
  const id = audit.size + 1;
  journal.put(audit, id, toJson({ ...row, id }));
}

/** Reads the audit log. */
export function readAudit(read: <T>(act: (data: MemoryData) => T) => Promise<T>): AuditStore {
  return {
    audit: (filter) =>
      read(({ audit }) =>
        [...audit.values()]
          .map((stored) => fromJson(stored))
          .filter((row) => isWanted(row, filter))
          .reverse()
          .slice(0, filter.limit),
      ),
  };
}

const isWanted = (row: StoredAuditRow, filter: AuditFilter): boolean =>
  row.workspaceId === filter.workspaceId &&
  isAny(filter.deed, row.deed) &&
  isAny(filter.agentId, row.actor.agentId) &&
  row.atMs >= (filter.sinceMs ?? Number.NEGATIVE_INFINITY) &&
  row.atMs < (filter.untilMs ?? Number.POSITIVE_INFINITY) &&
  row.id < (filter.beforeId ?? Number.POSITIVE_INFINITY);

const isAny = <T>(wanted: T | undefined, found: T): boolean =>
  wanted === undefined || wanted === found;

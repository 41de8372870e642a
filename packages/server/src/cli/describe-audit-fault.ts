import type { AuditFault } from "../features/audit/verify-audit.ts";

/** What is wrong with a workspace's audit log, for whoever runs the server. */
export function describeAuditFault({ lineId, kind }: AuditFault): string {
  switch (kind) {
    case "broken":
      return `line ${lineId} does not fit what stands before it: it was changed, or a line before it was removed, added or moved`;
    case "replaced":
      return `line ${lineId} is not the one that was noted: it, or a line before it, was written anew`;
    case "missing":
      return `line ${lineId} is missing: the end of the log was cut off`;
    case "unnoted":
      return `line ${lineId} is the last one, and the note of the newest line is missing: more may have been cut off`;
  }
}

import { verifyAudit } from "../features/audit/verify-audit.ts";
import type { Store } from "../ports/store.ts";
import { describeAuditFault } from "./describe-audit-fault.ts";
import { type Finding, fault, fine } from "./finding.ts";

/** Follows the chain of every workspace's audit log, and names the first line that does not fit. */
export async function examineAudit(
  store: Pick<Store, "workspaces" | "auditLinks" | "auditHead">,
): Promise<readonly Finding[]> {
  const faults: Finding[] = [];
  let lines = 0;
  for (const { id } of await store.workspaces()) {
    const verdict = await verifyAudit(store, id);
    lines += verdict.lines;
    if (verdict.fault) faults.push(tell(id, describeAuditFault(verdict.fault)));
  }
  return faults.length > 0
    ? faults
    : [fine("audit log", `${lines} lines, each follows the one before`)];
}

const tell = (workspaceId: number, found: string): Finding =>
  fault(
    "audit log",
    `workspace ${workspaceId}: ${found}`,
    "Somebody has written the database by hand. Keep a copy, and compare it with your backups: npx parley audit verify",
  );

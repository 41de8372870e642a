import { type Command, InvalidArgumentError } from "commander";
import { type AuditVerdict, verifyAudit } from "../features/audit/verify-audit.ts";
import type { AuditHead } from "../ports/audit.ts";
import type { Store } from "../ports/store.ts";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { describeAuditFault } from "./describe-audit-fault.ts";
import { formatTable } from "./format-table.ts";
import { withStore } from "./with-store.ts";

interface KeptHead extends AuditHead {
  readonly workspaceId: number;
}

/** `parley audit verify`: whether the audit log is as it was written, and the heads that are worth keeping elsewhere. */
export const auditVerify: AddCommand = (parent, context) => {
  parent
    .command("verify")
    .description("Check that no line of the audit log was changed, removed, added or moved")
    .option(
      "--head <head...>",
      "heads that an earlier run has printed: each has to stand in the log still",
      (text: string, before: readonly KeptHead[] = []) => [...before, readHead(text)],
    )
    .option("--json", "as JSON")
    .action((options: { head?: readonly KeptHead[]; json?: boolean }, command: Command) =>
      withStore(command, context, async ({ store }) => {
        const rows = await verifyAll(store, options.head ?? []);
        if (options.json) context.print(JSON.stringify(rows, null, 2));
        else for (const line of formatTable(rows)) context.print(line);
        const faults = rows.filter(({ fault }) => fault !== null).length;
        if (faults > 0)
          throw new CommandFailure(
            `${faults} of ${rows.length} audit logs are not as they were written.`,
          );
      }),
    );
};

async function verifyAll(store: Store, kept: readonly KeptHead[]) {
  const workspaces = await store.workspaces();
  const unknown = kept.find((it) => !workspaces.some(({ id }) => id === it.workspaceId));
  if (unknown) throw new CommandFailure(`There is no workspace ${unknown.workspaceId}.`);
  const rows = [];
  for (const workspace of workspaces) {
    const own = kept.filter(({ workspaceId }) => workspaceId === workspace.id);
    rows.push(rowOf(workspace, await verifyAudit(store, workspace.id, own)));
  }
  return rows;
}

function rowOf(
  { id: workspace, name }: { readonly id: number; readonly name: string },
  { lines, head, fault }: AuditVerdict,
) {
  return {
    ...{ workspace, name, lines },
    head: head && `${workspace}:${head.id}:${head.hash}`,
    fault: fault && describeAuditFault(fault),
  };
}

function readHead(text: string): KeptHead {
  const [, workspaceId, id, hash] = /^(\d{1,15}):(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (workspaceId === undefined || id === undefined || hash === undefined)
    throw new InvalidArgumentError("Give it as it was printed: workspace:line:hash.");
  return { workspaceId: Number(workspaceId), id: Number(id), hash };
}

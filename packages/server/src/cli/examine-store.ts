import { openStoreAsItIs } from "../open-store.ts";
import type { Store, StoreReport } from "../ports/store.ts";
import { StoreBusy, StoreFull, StoreOfOtherVersion } from "../ports/store-failure.ts";
import { systemClock } from "../system-ports.ts";
import { examineAudit } from "./examine-audit.ts";
import { examineHooks } from "./examine-hooks.ts";
import { type Finding, fault, fine } from "./finding.ts";

const mostShown = 20;
const advice = "Stop the server, keep a copy of the folder, and restore the newest sound backup.";

/** Looks at all of the database: its pages, its indexes, and what the product promises about its rows. */
export async function examineStore(folder: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  let store: Store | null = null;
  try {
    store = await openStoreAsItIs(folder, systemClock);
    findings.push(...tellReport(await store.report()));
    findings.push(...(await examineAudit(store)));
    findings.push(await examineHooks(store, systemClock.nowMs()));
  } catch (error) {
    // What was found before it stands: it says why.
    const found = error instanceof Error ? error.message : String(error);
    findings.push(fault("store", found, adviceFor(error)));
  } finally {
    await store?.close();
  }
  return findings;
}

/** A database that cannot be used just now is no reason to put an older one in its place. */
function adviceFor(error: unknown): string {
  if (error instanceof StoreOfOtherVersion)
    return "Nothing is damaged: only version and data differ.";
  if (error instanceof StoreFull)
    return "Make room on this disk. What is in the database is whole.";
  if (error instanceof StoreBusy) return "Look again in a moment.";
  return advice;
}

function tellReport(report: StoreReport): readonly Finding[] {
  const { engine, version, schema, faults, conversations, entries, tasks } = report;
  const settings = Object.entries(report.settings).map(([name, value]) => `${name}=${value}`);
  const rest = faults.length - mostShown;
  return [
    fine("store", `${engine} ${version}, schema ${schema}`),
    fine("store settings", settings.join(" ")),
    ...(faults.length === 0 ? [fine("soundness", "integrity and invariants hold")] : []),
    ...faults.slice(0, mostShown).map((it) => fault("soundness", it, advice)),
    ...(rest > 0 ? [fault("soundness", `${rest} more`, advice)] : []),
    fine("content", `${conversations} conversations, ${entries} entries, ${tasks} tasks owed`),
  ];
}

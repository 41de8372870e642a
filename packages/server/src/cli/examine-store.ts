import { openStore } from "../open-store.ts";
import type { Store, StoreReport } from "../ports/store.ts";
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
    store = await openStore(folder, systemClock);
    findings.push(...tellReport(await store.report()));
    findings.push(...(await examineAudit(store)));
    findings.push(await examineHooks(store, systemClock.nowMs()));
  } catch (error) {
    // What was found before it stands: it says why.
    findings.push(fault("store", error instanceof Error ? error.message : String(error), advice));
  } finally {
    await store?.close();
  }
  return findings;
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

import { openStore } from "../open-store.ts";
import type { Store } from "../ports/store.ts";
import { systemClock } from "../system-ports.ts";
import { examineAudit } from "./examine-audit.ts";
import { examineHooks } from "./examine-hooks.ts";
import { type Finding, fault, fine } from "./finding.ts";

const mostShown = 20;

/** Looks at all of the database: its pages, its indexes, and what the product promises about its rows. */
export async function examineStore(folder: string): Promise<readonly Finding[]> {
  const advice = "Stop the server, keep a copy of the folder, and restore the newest sound backup.";
  let store: Store | null = null;
  try {
    store = await openStore(folder, systemClock);
    const report = await store.report();
    const settings = Object.entries(report.settings).map(([name, value]) => `${name}=${value}`);
    return [
      fine("store", `${report.engine} ${report.version}, schema ${report.schema}`),
      fine("store settings", settings.join(" ")),
      ...(report.faults.length === 0
        ? [fine("soundness", "integrity and invariants hold")]
        : report.faults.slice(0, mostShown).map((it) => fault("soundness", it, advice))),
      fine(
        "content",
        `${report.conversations} conversations, ${report.entries} entries, ${report.tasks} tasks owed`,
      ),
      ...(await examineAudit(store)),
      await examineHooks(store, systemClock.nowMs()),
    ];
  } catch (error) {
    return [fault("store", error instanceof Error ? error.message : String(error), advice)];
  } finally {
    await store?.close();
  }
}

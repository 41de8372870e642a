import { join } from "node:path";
import { openSqliteStore } from "../../packages/server/src/stores/sqlite/open-sqlite-store.ts";
import { systemClock } from "../../packages/server/src/system-ports.ts";
import type { Installation } from "./installation.ts";

/**
 * Leaves the first hook of an installation with so many deliveries owed, as an outage does: everything that it was ever
 * sent, once more, as often as that takes. Gives how many are owed in the end.
 */
export async function oweDeliveries({ folder }: Installation, count: number): Promise<number> {
  const store = openSqliteStore({ file: join(folder, "parley.db"), clock: systemClock });
  try {
    const [hook] = await store.allHooks();
    if (!hook) throw new Error("There is no hook.");
    const before = { hookId: hook.id, status: "pending", offset: 0, limit: 1 } as const;
    let { total: owed } = await store.deliveries(before);
    while (owed < count) {
      const nowMs = systemClock.nowMs();
      const { queued } = await store.startRun({ hookId: hook.id, url: null, nowMs });
      if (queued === 0) throw new Error("Nothing was ever sent to the hook.");
      owed += queued;
    }
    return owed;
  } finally {
    await store.close();
  }
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foundWorkspace } from "../../features/accounts/agents.ts";
import { readInstallationKey } from "../../installation-key.ts";
import { openStore } from "../../open-store.ts";
import type { Store } from "../../ports/store.ts";
import { createSystemChance, systemClock } from "../../system-ports.ts";

/** A data folder as the first start leaves it. `use` may write more before it is closed. */
export async function makeInstallation(
  use: (store: Store) => Promise<void> = async () => {},
): Promise<{ readonly folder: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "parley-cli-"));
  readInstallationKey(folder);
  const store = await openStore(folder, systemClock);
  await foundWorkspace({ store, clock: systemClock, chance: createSystemChance() }, "Test");
  await use(store);
  await store.close();
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";
import { accountCases } from "./contract/account-cases.ts";
import { analyticsCases } from "./contract/analytics-cases.ts";
import { atomicityCases } from "./contract/atomicity-cases.ts";
import { auditCases } from "./contract/audit-cases.ts";
import { customerCases } from "./contract/customer-cases.ts";
import { deliveryCases } from "./contract/delivery-cases.ts";
import { deliveryLogCases } from "./contract/delivery-log-cases.ts";
import { durabilityCases } from "./contract/durability-cases.ts";
import { entryCases } from "./contract/entry-cases.ts";
import { hookCases } from "./contract/hook-cases.ts";
import { recordCases } from "./contract/record-cases.ts";
import { type Capability, handClock, type StoreCase } from "./contract/store-case.ts";
import { taskCases } from "./contract/task-cases.ts";
import { turnCases } from "./contract/turn-cases.ts";

/** How a store under test is opened; opening again in the same folder finds what was written. */
type OpenStore = (place: { readonly folder: string; readonly clock: Clock }) => Store;

interface ContractOptions {
  readonly name: string;
  readonly open: OpenStore;
  readonly capabilities: readonly Capability[];
  /** Registers a test with the runner; gives it an empty folder and takes the folder away afterwards. */
  readonly test: (name: string, run: (folder: string) => Promise<void>) => void;
}

/** Registers everything that the port promises as tests of one store. */
export function storeContract(options: ContractOptions): void {
  for (const storeCase of cases) {
    if (storeCase.needs === undefined || options.capabilities.includes(storeCase.needs)) {
      options.test(`${options.name}: ${storeCase.name}`, (folder) =>
        runCase(storeCase, options.open, folder),
      );
    }
  }
}

const cases: readonly StoreCase[] = [
  ...turnCases,
  ...atomicityCases,
  ...entryCases,
  ...taskCases,
  ...customerCases,
  ...recordCases,
  ...accountCases,
  ...auditCases,
  ...hookCases,
  ...deliveryCases,
  ...deliveryLogCases,
  ...analyticsCases,
  ...durabilityCases,
];

async function runCase(storeCase: StoreCase, open: OpenStore, folder: string): Promise<void> {
  const clock = handClock(Date.UTC(2026, 10, 21));
  let store = open({ folder, clock });
  const reopen = async () => {
    await store.close();
    store = open({ folder, clock });
    return store;
  };
  try {
    await storeCase.run({ store, clock, reopen, folder });
  } finally {
    await store.close();
  }
}

import type { OutsideService } from "../harness/outside-service.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** What the load needs to know of the system under test, and where it keeps its own account. */
export interface Target {
  readonly url: string;
  readonly botId: number;
  readonly channelToken: string;
  readonly apiToken: string;
  readonly outside: OutsideService;
  readonly ledger: Ledger;
  /** Once true no new operation is begun; what is under way is brought to its end. */
  readonly isEnding: () => boolean;
}

/** How long an operation is tried again before the client gives it up. */
export const giveUpAfterMs = 75_000;

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
  /** How often each request is sent, where not once. */
  readonly copies?: () => Copies;
  /** Once true no new operation is begun; what is under way is brought to its end. */
  readonly isEnding: () => boolean;
}

/** The same request several times, one after another or all at once. */
export interface Copies {
  readonly count: number;
  readonly isParallel: boolean;
}

/** How long an operation is tried again before the client gives it up. */
export const giveUpAfterMs = 75_000;

import type { Clock } from "../../ports/clock.ts";
import type { OutboundRequest } from "../../ports/egress.ts";
import type { HookDesk } from "./hook-desk.ts";
import type { Owed } from "./lane.ts";
import type { Receiver } from "./receiver.ts";

/** One request under way. */
export class Attempt {
  readonly desk: HookDesk;
  readonly receiver: Receiver;
  readonly item: Owed;
  readonly request: OutboundRequest;
  readonly startedMs: number;
  /** The one request by which a paused hook is tried. */
  readonly isProbe: boolean;
  sentMs: number | null = null;
  /** It takes no place of others any more. */
  isLate = false;
  /** Its lane does not wait for its answer any more. */
  isSilent = false;
  /** Ended by us, so that there is room for others. */
  isGivenUp = false;
  readonly #aborter = new AbortController();

  constructor(of: {
    readonly desk: HookDesk;
    readonly receiver: Receiver;
    readonly item: Owed;
    readonly request: OutboundRequest;
    readonly isProbe: boolean;
    readonly clock: Clock;
  }) {
    this.desk = of.desk;
    this.receiver = of.receiver;
    this.item = of.item;
    this.isProbe = of.isProbe;
    this.startedMs = of.clock.nowMs();
    this.request = {
      ...of.request,
      signal: this.#aborter.signal,
      onSent: () => {
        this.sentMs = of.clock.nowMs();
      },
    };
  }

  /** Ends it, as if it had never been. */
  abort(): void {
    this.#aborter.abort(new Error("We stop."));
  }

  /** Ends it, as if no answer had come. */
  giveUp(): void {
    this.isGivenUp = true;
    this.#aborter.abort(new Error("Its place is needed."));
  }
}

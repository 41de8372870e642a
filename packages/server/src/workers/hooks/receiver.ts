import { AnswerTime } from "./answer-time.ts";
import { CongestionWindow } from "./congestion-window.ts";
import type { Host } from "./host-places.ts";
import { Patience } from "./patience.ts";
import { ReadyQueue } from "./ready-queue.ts";

/** A request that is waited for longer than usual. */
export interface LateRequest {
  readonly isSilent: boolean;
  readonly isGivenUp: boolean;
  giveUp(): void;
}

/** One address that one hook's deliveries go to: the hook's own, or that of a run. */
export class Receiver {
  readonly url: string;
  readonly isHooksOwn: boolean;
  readonly host: Host<Receiver>;
  /** Sends what it can; called when there may be room again. */
  readonly pump: () => void;
  readonly window = new CongestionWindow();
  readonly patience = new Patience();
  readonly answerTime = new AnswerTime();
  readonly ready = new ReadyQueue();
  /** Requests under way for longer than usual, the oldest first. They take no place of the others. */
  readonly late = new Set<LateRequest>();
  /** Requests under way, those aside. */
  running = 0;
  /** Something has succeeded, and since then there was no outage. */
  isProven = false;
  /** When an alarm wakes it for its next probe. */
  alarmMs = Number.POSITIVE_INFINITY;

  constructor(of: {
    readonly url: string;
    readonly isHooksOwn: boolean;
    readonly host: Host<Receiver>;
    readonly pump: (receiver: Receiver) => void;
  }) {
    this.url = of.url;
    this.isHooksOwn = of.isHooksOwn;
    this.host = of.host;
    this.pump = () => of.pump(this);
  }

  /** What it has under way. */
  get underWay(): number {
    return this.running + this.late.size;
  }

  /** Forgets what was ready and is not in memory any more. */
  dropVoid(): void {
    this.ready.keep(({ state, lane }) => state === "ready" && !lane.isDropped);
    this.noteActivity();
  }

  /** Joins or leaves those who share its host's places. */
  noteActivity(): void {
    if (this.ready.size + this.running > 0) this.host.active.add(this);
    else this.host.active.delete(this);
  }
}

import type { OwedDelivery } from "../../ports/hooks.ts";

/**
 * Where a delivery stands in memory. "queued": behind others of its lane. "due": its time has not come. "ready": it may
 * be sent as soon as there is a place. "done": nothing is left but to record it.
 */
export type OwedState = "queued" | "due" | "ready" | "running" | "done";

/** A delivery in memory. */
export class Owed {
  readonly lane: Lane;
  readonly seq: number;
  readonly eventId: string;
  readonly body: string;
  /** How many attempts were made. */
  attempts: number;
  /** Not before then. */
  dueMs: number;
  isReleased: boolean;
  /** `dueMs` as the store has it. */
  storedMs: number;
  state: OwedState = "queued";
  /** Its lane may pass it as soon as the store knows that; until then it holds the lane. */
  isPassing = false;
  /** Takes it out of those that wait for their time. */
  cancelAlarm: () => void = noAlarm;

  constructor(lane: Lane, from: Omit<OwedDelivery, "hookId" | "conversationId" | "run" | "url">) {
    this.lane = lane;
    this.seq = from.seq;
    this.eventId = from.eventId;
    this.body = from.body;
    this.attempts = from.attempts;
    this.dueMs = from.readyMs;
    this.storedMs = from.readyMs;
    this.isReleased = from.isReleased;
  }

  /** It waits for its time no longer. */
  endWait(): void {
    this.cancelAlarm();
    this.cancelAlarm = noAlarm;
  }
}

const noAlarm = (): void => {};

/** So many requests of one lane may be open: the one that holds it, and those that were released from it. */
const mostSockets = 4;

/** What one hook is owed of one conversation in one run, in `seq` order, as far as memory has it. */
export class Lane {
  readonly conversationId: number;
  readonly run: number;
  /** The run's own target; `null`: the hook's. */
  readonly url: string | null;
  /** In `seq` order; what is done stays until it is recorded. */
  readonly items: Owed[] = [];
  /** Nothing is owed in it beyond what is here. */
  isWhole: boolean;
  isReading = false;
  /** Memory has let go of it: what is still queued somewhere is void. */
  isDropped = false;
  /** Something of it waits for one of its own sockets. */
  isCrowded = false;
  /** Among what waits for one is something that was never sent. */
  isKeepingNewOnesOut = false;
  sockets = 0;
  /** Results on their way into the store. */
  unrecorded = 0;

  constructor(of: { conversationId: number; run: number; url: string | null }, isWhole: boolean) {
    this.conversationId = of.conversationId;
    this.run = of.run;
    this.url = of.url;
    this.isWhole = isWhole;
  }

  get hasSocket(): boolean {
    return this.sockets < mostSockets;
  }

  /** Has nothing under way, and nothing that is not recorded: memory may let go of it. */
  get isAtRest(): boolean {
    if (this.sockets > 0 || this.unrecorded > 0 || this.isReading) return false;
    return this.items.every(({ state }) => state !== "done");
  }

  get lastSeq(): number {
    return this.items.at(-1)?.seq ?? 0;
  }

  /** Takes a delivery in at its place; `null` when it is there already. */
  insert(from: Omit<OwedDelivery, "hookId" | "conversationId" | "run" | "url">): Owed | null {
    let at = this.items.length;
    while (at > 0 && (this.items[at - 1]?.seq ?? 0) > from.seq) at -= 1;
    if (at > 0 && this.items[at - 1]?.seq === from.seq) return null;
    const item = new Owed(this, from);
    this.items.splice(at, 0, item);
    return item;
  }

  /** The one that the others wait for: the first that is neither done nor released, for all that the store knows. */
  holder(): Owed | null {
    for (const item of this.items)
      if (item.isPassing || (item.state !== "done" && !item.isReleased)) return item;
    return null;
  }

  /** Has nothing to do before then. */
  isForLater(untilMs: number): boolean {
    return this.items.every(
      ({ state, dueMs }) => state === "queued" || (state === "due" && dueMs > untilMs),
    );
  }

  /** What the store has ready of it, now or later: its head, and what was released. */
  *stored(): Iterable<Owed> {
    const holder = this.holder();
    for (const item of this.items)
      if (item === holder || item.isReleased || item.state === "done") yield item;
  }

  /** Nothing here holds it, and there may be more of it in the store. */
  get isToReadOn(): boolean {
    return !this.isWhole && this.holder() === null;
  }

  remove(item: Owed): void {
    const at = this.items.indexOf(item);
    if (at >= 0) this.items.splice(at, 1);
  }
}

/** Names a lane of a hook. Conversations' own lanes are by far the most: a number does for them. */
export const laneKey = ({
  run,
  conversationId,
}: {
  readonly run: number;
  readonly conversationId: number;
}): number | string => (run === 0 ? conversationId : `${run} ${conversationId}`);

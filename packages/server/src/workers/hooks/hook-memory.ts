/**
 * What one hook is owed, as far as it is in memory: a copy of the store that may be dropped at any time.
 *
 * Job: know every delivery that may be attempted, without reading back what a turn has just handed over.
 *
 * Invariants
 * 1. Caught up means: every lane that is owed anything is here. Only then is a lane that is not here known to be empty,
 *    and a hint for it is its head. Otherwise hints for lanes that are not here are left to the next look.
 * 2. A whole lane holds everything that it is owed. Only then a hint is put at its end.
 * 3. What is done stays until it is recorded, and until a look that began before that has ended: no page, however old,
 *    brings it back.
 * 4. Lanes, and characters of their bodies, are bounded; what is beyond that stays in the store.
 */
import type { DeliveryKey, HookStore, OwedDelivery } from "../../ports/hooks.ts";
import { Lane, laneKey, type Owed } from "./lane.ts";

/** A delivery that a turn has just written. */
export type Hint = Omit<OwedDelivery, "hookId" | "url">;

/** Characters of bodies that all hooks together have in memory. */
export interface MemoryUse {
  chars: number;
}

export interface HookMemoryPorts {
  readonly store: Pick<HookStore, "readyDeliveries" | "laneDeliveries">;
  readonly hookId: number;
  readonly use: MemoryUse;
  /** Whether what happens is of any use now; if not, only runs to other targets are read. */
  readonly isOpen: () => boolean;
  /** Something came into this lane. */
  readonly onAdded: (lane: Lane, item: Owed) => void;
  /** How many lanes it is worth having in hand. */
  readonly wanted: () => number;
  readonly nowMs: () => number;
}

const mostLanes = 4_096;
const mostChars = 16 * 1024 * 1024;
const mostCharsOfAll = 128 * 1024 * 1024;
const mostOfLane = 256;
/** Of lanes, however little room there is. */
const fewest = 4;
const readOnBy = 64;
/** Before any body was seen, the largest is expected. */
const longestBody = 256 * 1024;
const mostMeanwhile = 1_024;
/** What is due later than this is not worth its memory while other lanes wait in the store. */
const soonMs = 10_000;

export class HookMemory {
  readonly lanes = new Map<number | string, Lane>();
  readonly #ports: HookMemoryPorts;
  #isCaughtUp = false;
  #isLooking = false;
  #isUnseen = true;
  #horizonMs = Number.POSITIVE_INFINITY;
  #chars = 0;
  #meanChars = longestBody;
  #meanwhile: Hint[] = [];
  #settled: Owed[] = [];

  constructor(ports: HookMemoryPorts) {
    this.#ports = ports;
  }

  /** Every lane that is owed anything is here. */
  get isCaughtUp(): boolean {
    return this.#isCaughtUp;
  }

  /** When there is something to look for in the store: now, later, or (infinity) not as far as is known. */
  get lookMs(): number {
    return this.#isUnseen ? 0 : this.#horizonMs;
  }

  lane(of: Pick<DeliveryKey, "run" | "conversationId">): Lane | undefined {
    return this.lanes.get(laneKey(of));
  }

  /** Tells whether something that the store has ready since then can be none of what is here. */
  isUnknown(readyMs: number): boolean {
    for (const lane of this.lanes.values())
      for (const { storedMs } of lane.items) if (storedMs <= readyMs) return false;
    return true;
  }

  /** Takes a hint in where that is known to be right; what is left out is found by the next look. */
  hint(hint: Hint): void {
    const lane = this.lanes.get(laneKey(hint));
    if (lane !== undefined) this.#hintInto(lane, hint);
    else if (this.#isLooking && this.#meanwhile.length < mostMeanwhile) this.#meanwhile.push(hint);
    else if (this.#isCaughtUp && !this.#isLooking && this.#hasRoom) this.#begin(hint);
    else this.doubt();
  }

  /** Trusts itself no longer: something may be owed that it has not heard of. */
  doubt(): void {
    this.#isCaughtUp = false;
    this.#isUnseen = true;
  }

  /** As `doubt`, of the lanes that are here too. */
  doubtAll(): void {
    this.doubt();
    for (const lane of this.lanes.values()) lane.isWhole = false;
  }

  /** Reads the next page of what is owed. Whoever calls sees to it that one look is under way at a time. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#isUnseen = false;
    this.#dropIdle();
    try {
      const { store, hookId } = this.#ports;
      const limit = this.#heldRows() + this.#rowsWanted();
      const isOpen = this.#ports.isOpen();
      const only = isOpen ? undefined : "redirected";
      const rows = await store.readyDeliveries(hookId, Number.MAX_SAFE_INTEGER, limit, only);
      this.#takePage(rows, rows.length < limit, isOpen && this.#ports.isOpen());
    } catch (error) {
      this.#isUnseen = true;
      this.#meanwhile = [];
      throw error;
    } finally {
      this.#isLooking = false;
      for (const item of this.#settled.splice(0)) this.#remove(item);
    }
  }

  /** Reads more of a lane that has come to the end of what is here. */
  async readOn(lane: Lane): Promise<void> {
    if (lane.isWhole || lane.isReading || lane.isDropped || !this.#isCaughtUp) return;
    lane.isReading = true;
    // What is owed by now is read; what a hint tells of from here on has to be read again.
    lane.isWhole = true;
    try {
      const { store, hookId } = this.#ports;
      const { conversationId, run, lastSeq } = lane;
      const after: DeliveryKey = { hookId, conversationId, run, seq: lastSeq };
      const rows = await store.laneDeliveries(after, readOnBy);
      if (rows.length >= readOnBy) lane.isWhole = false;
      for (const row of rows) this.#insert(lane, row);
      this.#forgetIfIdle(lane);
    } catch (error) {
      lane.isWhole = false;
      this.doubt();
      throw error;
    } finally {
      lane.isReading = false;
    }
  }

  /** A delivery is done and recorded. */
  finish(item: Owed): void {
    if (this.#isLooking) this.#settled.push(item);
    else this.#remove(item);
  }

  /** A result of this lane is recorded: what is not worth its memory goes. */
  settle(lane: Lane): void {
    if (!this.#isLooking) this.#forgetIfIdle(lane);
  }

  /** Lets go of lanes with this target that have nothing under way; they stay in the store. */
  letGo(isOf: (url: string | null) => boolean): void {
    this.doubt();
    for (const lane of this.lanes.values()) if (isOf(lane.url) && lane.isAtRest) this.#drop(lane);
  }

  /** Keeps only a few lanes of those that have nothing under way: no more can be sent for a while. */
  trim(): void {
    let spare = this.lanes.size - this.#ports.wanted() * 4;
    for (const lane of this.lanes.values()) {
      if (spare <= 0) return;
      if (!lane.isAtRest) continue;
      this.#drop(lane);
      spare -= 1;
    }
  }

  get #hasRoom(): boolean {
    return this.lanes.size < mostLanes && !this.#isFull;
  }

  get #isFull(): boolean {
    return this.#chars >= mostChars || this.#ports.use.chars >= mostCharsOfAll;
  }

  #count(chars: number): void {
    this.#chars += chars;
    this.#ports.use.chars += chars;
  }

  #hintInto(lane: Lane, hint: Hint): void {
    if (hint.seq <= lane.lastSeq) return;
    // Read it with the rest when its turn comes.
    if (lane.isReading || lane.items.length >= mostOfLane || this.#isFull) lane.isWhole = false;
    if (lane.isWhole) this.#insert(lane, hint);
    else if (!this.#isCaughtUp) this.#isUnseen = true;
  }

  #begin(hint: Hint): void {
    this.#insert(this.#newLane({ ...hint, url: null }, true), hint);
  }

  #newLane(of: DeliveryKeyParts, isWhole: boolean): Lane {
    const lane = new Lane(of, isWhole);
    this.lanes.set(laneKey(of), lane);
    return lane;
  }

  #insert(lane: Lane, row: Hint): boolean {
    const item = lane.insert(row);
    if (item === null) return false;
    this.#count(item.body.length);
    this.#meanChars = (this.#meanChars * 15 + item.body.length) / 16;
    this.#ports.onAdded(lane, item);
    return true;
  }

  /** A lane that missed one may have missed others. */
  #insertUnexpected(lane: Lane, row: Hint): void {
    if (this.#insert(lane, row)) lane.isWhole = false;
  }

  #takePage(rows: readonly OwedDelivery[], isAll: boolean, isOpen: boolean): void {
    for (const row of rows) {
      const lane = this.lanes.get(laneKey(row));
      if (lane !== undefined) this.#insertUnexpected(lane, row);
      else this.#insert(this.#newLane(row, false), row);
    }
    this.#isCaughtUp = isAll && isOpen && this.#hasRoom && !this.#isUnseen;
    // What was not read is ready no earlier than the last that was.
    this.#horizonMs = isAll ? Number.POSITIVE_INFINITY : (rows.at(-1)?.readyMs ?? 0);
    const meanwhile = this.#meanwhile.splice(0);
    this.#isLooking = false;
    for (const hint of meanwhile) this.hint(hint);
  }

  /** How many rows of a page would be here already. */
  #heldRows(): number {
    let released = 0;
    for (const lane of this.lanes.values())
      for (const item of lane.items) if (item.isReleased) released += 1;
    return this.lanes.size + released;
  }

  #rowsWanted(): number {
    const fitting = Math.floor(mostChars / 2 / Math.max(this.#meanChars, 1));
    return this.#isFull ? fewest : Math.max(Math.min(this.#ports.wanted(), fitting), fewest);
  }

  #remove(item: Owed): void {
    if (item.lane.isDropped) return;
    this.#count(-item.body.length);
    item.lane.remove(item);
    this.#forgetIfIdle(item.lane);
  }

  #forgetIfIdle(lane: Lane): void {
    if (lane.isDropped || !lane.isAtRest) return;
    if (lane.items.length === 0 && (lane.isWhole || !this.#isCaughtUp)) this.#drop(lane);
    else if (!this.#isCaughtUp && this.#isForLater(lane)) this.#drop(lane);
  }

  /** While others wait in the store, those that have nothing to do for a while go back there. */
  #dropIdle(): void {
    if (this.lanes.size < mostLanes / 2) return;
    for (const lane of this.lanes.values())
      if (lane.isAtRest && this.#isForLater(lane)) this.#drop(lane);
  }

  #isForLater(lane: Lane): boolean {
    const untilMs = this.#ports.nowMs() + soonMs;
    return lane.items.every(
      ({ state, dueMs }) => state === "queued" || (state === "due" && dueMs > untilMs),
    );
  }

  #drop(lane: Lane): void {
    lane.isDropped = true;
    this.lanes.delete(laneKey(lane));
    for (const { state, dueMs, body } of lane.items) {
      this.#count(-body.length);
      if (state === "due") this.#horizonMs = Math.min(this.#horizonMs, dueMs);
      else if (state === "ready") this.#isUnseen = true;
    }
    if (lane.items.length > 0) this.#isCaughtUp = false;
    if (!lane.isWhole) this.doubt();
  }
}

type DeliveryKeyParts = Pick<OwedDelivery, "conversationId" | "run" | "url">;

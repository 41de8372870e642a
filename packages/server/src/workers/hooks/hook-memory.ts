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
 * 4. Lanes, and characters of their bodies, are bounded; what is beyond that stays in the store. While it is not caught
 *    up it takes in nothing that is due much later, and what it lets go of leaves nothing behind.
 */
import type { DeliveryKey, OwedDelivery } from "../../ports/hooks.ts";
import { FreshReads } from "./fresh-reads.ts";
import type { Hint, HookMemoryPorts } from "./hook-memory-ports.ts";
import { ever, Horizon, type Page } from "./horizon.ts";
import { Lane, laneKey, type Owed } from "./lane.ts";
import { haveReadyBy, type LaneMap, newToLanes, rowsOfLanes } from "./lane-map.ts";
import { MemoryRoom } from "./memory-room.ts";

const mostLanes = 4_096;
const mostOfLane = 256;
const readOnBy = 64;
const mostMeanwhile = 1_024;
export class HookMemory {
  readonly lanes: LaneMap = new Map();
  readonly #ports: HookMemoryPorts;
  #isCaughtUp = false;
  #isLooking = false;
  #isUnseen = true;
  readonly #horizon: Horizon;
  readonly #room: MemoryRoom;
  readonly #reads = new FreshReads();
  #isClosed = false;
  #meanwhile: Hint[] = [];
  #settled: Owed[] = [];

  constructor(ports: HookMemoryPorts) {
    this.#ports = ports;
    this.#horizon = new Horizon(ports.nowMs);
    this.#room = new MemoryRoom(ports.use);
  }

  /** Every lane that is owed anything is here. */
  get isCaughtUp(): boolean {
    return this.#isCaughtUp;
  }

  /** When there is something to look for in the store: now, later, or (infinity) not as far as is known. */
  get lookMs(): number {
    return this.#isUnseen ? 0 : this.#horizon.atMs;
  }

  lane(of: Pick<DeliveryKey, "run" | "conversationId">): Lane | undefined {
    return this.lanes.get(laneKey(of));
  }

  /** Tells whether something that the store has ready since then can be none of what is here. */
  isUnknown(readyMs: number): boolean {
    return !haveReadyBy(this.lanes, readyMs);
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
    if (this.#room.isFull) this.#ports.onFull();
    if (this.lanes.size >= mostLanes / 2) this.giveBack();
    try {
      const { store, hookId } = this.#ports;
      const limit = rowsOfLanes(this.lanes) + this.#room.rowsFor(this.#ports.wanted());
      const isOpen = this.#ports.isOpen();
      const only = isOpen ? undefined : "redirected";
      const { readyByMs } = this.#horizon;
      const rows = await this.#reads.read(() =>
        store.readyDeliveries(hookId, readyByMs, limit, only),
      );
      if (this.#isClosed) return;
      const page = { rows, readyByMs, isAll: rows.length < limit };
      this.#takePage(page, isOpen && this.#ports.isOpen());
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
      const rows = await this.#reads.read(() => store.laneDeliveries(after, readOnBy));
      if (lane.isDropped) return;
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

  /** The store was changed by somebody else: what is on its way from it is read again. */
  voidReads(): void {
    this.#reads.void();
    this.doubt();
  }

  /** Nothing is owed of this conversation any more, whatever is under way. */
  forget(conversationId: number): void {
    this.#meanwhile = this.#meanwhile.filter((hint) => hint.conversationId !== conversationId);
    // Whatever became of it meanwhile: an old page would bring it back.
    this.#reads.void();
    for (const lane of this.lanes.values())
      if (lane.conversationId === conversationId) {
        this.#drop(lane);
        this.doubt();
      }
  }

  /** Lets go of everything for good, whatever is under way. */
  close(): void {
    this.#isClosed = true;
    for (const lane of this.lanes.values()) this.#drop(lane);
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

  /** While others wait in the store, lanes that have nothing to do for a while go back there. */
  giveBack(): void {
    for (const lane of this.lanes.values())
      if (lane.isAtRest && lane.isForLater(this.#horizon.soonMs)) this.#drop(lane);
  }

  get #hasRoom(): boolean {
    return this.lanes.size < mostLanes && !this.#room.isFull;
  }

  #hintInto(lane: Lane, hint: Hint): void {
    if (hint.seq <= lane.lastSeq) return;
    // Read it with the rest when its turn comes.
    if (lane.isReading || lane.items.length >= mostOfLane || this.#room.isFull)
      lane.isWhole = false;
    if (lane.isWhole) this.#insert(lane, hint);
    else if (!this.#isCaughtUp) this.#isUnseen = true;
  }

  #begin(hint: Hint): void {
    this.#insert(this.#newLane({ ...hint, url: null }, true), hint);
  }

  #newLane(of: Pick<OwedDelivery, "conversationId" | "run" | "url">, isWhole: boolean): Lane {
    const lane = new Lane(of, isWhole);
    this.lanes.set(laneKey(of), lane);
    return lane;
  }

  #insert(lane: Lane, row: Hint): boolean {
    const item = lane.insert(row);
    if (item === null) return false;
    this.#room.take(item.body);
    this.#ports.onAdded(lane, item);
    return true;
  }

  /** A lane that missed one may have missed others. */
  #insertUnexpected(lane: Lane, row: Hint): void {
    if (this.#insert(lane, row)) lane.isWhole = false;
  }

  #takePage(page: Page, isOpen: boolean): void {
    const { rows, readyByMs, isAll } = page;
    const isComplete = isAll && readyByMs === ever && isOpen;
    const isToHold = (isComplete && this.#mayStay(rows)) || this.#ports.isAnyOfUse();
    const leftMs = this.#insertRows(rows, isToHold);
    this.#isCaughtUp = isComplete && isToHold && this.#hasRoom && !this.#isUnseen;
    this.#horizon.read(page, leftMs);
    const meanwhile = this.#meanwhile.splice(0);
    this.#isLooking = false;
    for (const hint of meanwhile) this.hint(hint);
    if (this.#isCaughtUp) this.#readLanesOn();
  }

  /** Takes in what is worth it; gives when the first of the others is due. */
  #insertRows(rows: readonly OwedDelivery[], isToHold: boolean): number {
    const untilMs = this.#horizon.soonMs;
    let leftMs = Number.POSITIVE_INFINITY;
    for (const row of rows) {
      const lane = this.lanes.get(laneKey(row));
      if (lane !== undefined) this.#insertUnexpected(lane, row);
      else if (isToHold || row.readyMs <= untilMs) this.#insert(this.#newLane(row, false), row);
      else leftMs = Math.min(leftMs, row.readyMs);
    }
    return leftMs;
  }

  /** While there was more than it holds, those that came to their end were left as they were. */
  #readLanesOn(): void {
    for (const lane of this.lanes.values()) if (lane.isToReadOn) this.#ports.onEnd(lane);
  }

  /** Whether there is room for all of these, whenever they are due. */
  #mayStay(rows: readonly OwedDelivery[]): boolean {
    const fresh = newToLanes(this.lanes, rows);
    return this.lanes.size + fresh.lanes < mostLanes / 2 && this.#room.holds(fresh.chars);
  }

  #remove(item: Owed): void {
    if (item.lane.isDropped) return;
    this.#room.giveBack(item.body);
    item.lane.remove(item);
    this.#forgetIfIdle(item.lane);
    if (!item.lane.isDropped && item.lane.isToReadOn) this.#ports.onEnd(item.lane);
  }

  #forgetIfIdle(lane: Lane): void {
    if (lane.isDropped || !lane.isAtRest) return;
    if (lane.items.length === 0 && (lane.isWhole || !this.#isCaughtUp)) this.#drop(lane);
    else if (!this.#isCaughtUp && lane.isForLater(this.#horizon.soonMs)) this.#drop(lane);
  }

  #drop(lane: Lane): void {
    lane.isDropped = true;
    // An old page would bring it back as it was before.
    if (this.#isLooking && lane.items.length > 0) this.#reads.void();
    this.lanes.delete(laneKey(lane));
    for (const item of lane.items) {
      const { state, dueMs } = item;
      item.endWait();
      this.#room.giveBack(item.body);
      if (state === "due") this.#horizon.lower(dueMs);
      else if (state === "ready") this.#isUnseen = true;
    }
    if (lane.items.length > 0) this.#isCaughtUp = false;
    if (!lane.isWhole) this.doubt();
  }
}

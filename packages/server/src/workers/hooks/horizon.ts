import type { OwedDelivery } from "../../ports/hooks.ts";

/** What is due later than this is not worth its memory while other lanes wait in the store. */
const soonMs = 10_000;
/** However late. */
export const ever = Number.MAX_SAFE_INTEGER;

/** What was read of the store. */
export interface Page {
  readonly rows: readonly OwedDelivery[];
  /** It was asked for what is ready by then. */
  readonly readyByMs: number;
  /** There is no more that is. */
  readonly isAll: boolean;
}

/** When the first is due of what memory does not hold, as far as is known; and how far ahead it is worth reading. */
export class Horizon {
  readonly #nowMs: () => number;
  #atMs = Number.POSITIVE_INFINITY;
  /** The last page showed more for later than memory takes: until then only what is due soon is read. */
  #nearUntilMs = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get atMs(): number {
    return this.#atMs;
  }

  get soonMs(): number {
    return this.#nowMs() + soonMs;
  }

  /** What is ready by then is worth reading. */
  get readyByMs(): number {
    return this.#nowMs() < this.#nearUntilMs ? this.soonMs : ever;
  }

  /** Memory lets go of what is due then. */
  lower(dueMs: number): void {
    this.#atMs = Math.min(this.#atMs, dueMs);
  }

  /** A page was read, and the first of it that memory did not take is due at `leftMs`. */
  read({ rows, readyByMs, isAll }: Page, leftMs: number): void {
    if (leftMs < Number.POSITIVE_INFINITY) this.#nearUntilMs = this.soonMs;
    // What was not read is ready no earlier than the last that was.
    if (!isAll) this.#atMs = Math.min(rows.at(-1)?.readyMs ?? 0, leftMs);
    else if (readyByMs === ever) this.#atMs = leftMs;
    // Of what is due later the last page that had it told, and what was dropped since then.
    else this.#atMs = Math.max(Math.min(this.#atMs, leftMs), readyByMs);
  }
}

/** Characters of bodies that all hooks together have in memory. */
export interface MemoryUse {
  chars: number;
}

const mostChars = 16 * 1024 * 1024;
const mostCharsOfAll = 128 * 1024 * 1024;
/** So much every hook may have in memory, whatever others take. */
const ownChars = 64 * 1024;
/** Before any body was seen, the largest is expected. */
const longestBody = 256 * 1024;
/** Rows are read, however little room there is. */
const fewest = 4;

/** How much of one hook's bodies is in memory, and how much more may be. */
export class MemoryRoom {
  readonly #use: MemoryUse;
  #chars = 0;
  #meanChars = longestBody;

  constructor(use: MemoryUse) {
    this.#use = use;
  }

  get isFull(): boolean {
    return this.#chars >= mostChars || (this.#isShareFull && this.#chars >= ownChars);
  }

  get #isShareFull(): boolean {
    return this.#use.chars >= mostCharsOfAll;
  }

  /** How many rows may be read at once, where so many are wanted: as many as fit if they are of the usual size. */
  rowsFor(wanted: number): number {
    const fitting = Math.floor(mostChars / 2 / Math.max(this.#meanChars, 1));
    return this.isFull ? fewest : Math.max(Math.min(wanted, fitting), fewest);
  }

  /** Whether so much may come to stay: up to half of what there is, so that there is room for what comes next. */
  holds(chars: number): boolean {
    const own = this.#chars + chars;
    if (own < ownChars) return true;
    return own < mostChars / 2 && this.#use.chars + chars < mostCharsOfAll / 2;
  }

  take(body: string): void {
    this.#count(body.length);
    this.#meanChars = (this.#meanChars * 15 + body.length) / 16;
  }

  giveBack(body: string): void {
    this.#count(-body.length);
  }

  #count(chars: number): void {
    this.#chars += chars;
    this.#use.chars += chars;
  }
}

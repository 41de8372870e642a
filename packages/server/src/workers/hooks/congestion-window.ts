/** How many requests a receiver is sent at a time, once all goes well. */
const mostAtOnce = 64;
const firstAtOnce = 16;
/** So many failures in a row are bad luck; with each one more the window halves. */
const toleratedInARow = 2;
const firstGapMs = 1_000;
const longestGapMs = 5_000;

/**
 * How many requests one receiver gets at a time: doubled with every success, halved with every failure beyond a few in
 * a row. At zero there is an outage: one probe at a time, at growing distances, until one succeeds. So a receiver that
 * comes back is met with few requests, and what was never tried loses none of its attempts.
 */
export class CongestionWindow {
  #atOnce = firstAtOnce;
  #inARow = 0;
  #gapMs = 0;
  #probeMs = 0;
  /** The lane of the failures in a row, while they are all of one. */
  #failing: unknown = null;
  #isWidespread = false;

  /** How many may run at a time; 0 in an outage. */
  get atOnce(): number {
    return this.#atOnce;
  }

  /** Whether it is the receiver that fails, and not one lane's own message. */
  get isOutage(): boolean {
    return this.#atOnce === 0 && this.#isWidespread;
  }

  /** When the next probe may be sent; only meant in an outage. */
  get probeMs(): number {
    return this.#probeMs;
  }

  permits(running: number, nowMs: number): boolean {
    if (this.#atOnce > 0) return running < this.#atOnce;
    return running === 0 && this.#isProbeDue(nowMs);
  }

  /** Notes a success; tells whether it ended an outage. */
  succeeded(): boolean {
    const hasEnded = this.isOutage;
    this.#atOnce = Math.min(Math.max(this.#atOnce * 2, 1), mostAtOnce);
    this.#inARow = 0;
    this.#gapMs = 0;
    this.#failing = null;
    this.#isWidespread = false;
    return hasEnded;
  }

  /** Notes a failure of this lane; where no request gets through at all, no message can be the cause. */
  failed(lane: unknown, isUnreachable: boolean, nowMs: number): void {
    this.#inARow += 1;
    this.#failing ??= lane;
    if (isUnreachable || this.#failing !== lane) this.#isWidespread = true;
    if (this.#atOnce > 0) {
      if (this.#inARow > toleratedInARow) this.#atOnce = Math.floor(this.#atOnce / 2);
      if (this.#atOnce === 0) this.#delayProbe(nowMs);
    } else if (this.#isProbeDue(nowMs)) this.#delayProbe(nowMs);
  }

  /** One that lies further ahead than any gap was set by a clock that was set back since. */
  #isProbeDue(nowMs: number): boolean {
    return nowMs >= this.#probeMs || this.#probeMs - nowMs > longestGapMs;
  }

  #delayProbe(nowMs: number): void {
    this.#gapMs = Math.min(Math.max(this.#gapMs * 2, firstGapMs), longestGapMs);
    this.#probeMs = nowMs + this.#gapMs;
  }
}

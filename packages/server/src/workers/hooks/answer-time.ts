/** Whoever answers at all, answers most requests within so long of being sent them; nothing is known of a new receiver. */
const shortestMs = 50;
const longestMs = 1_000;
/** So many times its usual answer may take before the request counts as late. */
const patience = 4;
/** How much of what was usual an answer that is quicker takes back. */
const forgotten = 1 / 16;

/**
 * How soon a receiver answers, and so how long one of its requests keeps its place. One that answers in 5 ms and leaves what it
 * does not want without an answer holds nobody up; one that needs half a second for each is not flooded.
 */
export class AnswerTime {
  #usualMs = 0;

  /** So long after it was sent, a request makes its place free for others. */
  get lateAfterMs(): number {
    return Math.min(Math.max(patience * this.#usualMs, shortestMs), longestMs);
  }

  /** An answer took so long. A slow one counts at once, quick ones little by little. */
  took(ms: number): void {
    this.#usualMs = Math.max(ms, this.#usualMs + (ms - this.#usualMs) * forgotten);
  }
}

import type { HookHealth, HookNotice } from "../../ports/hooks.ts";

/** Failures and nothing else for so long, and a hook is paused: longer than the longest schedule of one delivery. */
const patienceMs = 5 * 24 * 3_600_000;
const probeEveryMs = 30 * 60_000;
/** A streak of failures is only worth a write once it lasts; most are over sooner. */
const noteAfterMs = 60_000;

/**
 * What deliveries show of a hook's receiver. "on": all is sent. "paused": after five days of failures one probe every
 * half hour, until one succeeds. "gone": it answered 410, and its owner has to switch it on again.
 */
export class HealthWatch {
  readonly #hookId: number;
  #failingSinceMs: number | null;
  #notice: HookNotice | null;
  /** As the store has it. */
  #notedSinceMs: number | null;
  #probeMs: number;
  #changes = 0;

  constructor(hookId: number, stored: HookHealth | null, nowMs: number) {
    this.#hookId = hookId;
    this.#failingSinceMs = stored?.failingSinceMs ?? null;
    this.#notedSinceMs = this.#failingSinceMs;
    this.#notice = stored?.notice ?? null;
    this.#probeMs = nowMs;
  }

  get state(): "on" | "paused" | "gone" {
    if (this.#notice === null) return "on";
    return this.#notice.code === "gone" ? "gone" : "paused";
  }

  /** It fails, and not for so long yet that this was to be stored. */
  get isUnstored(): boolean {
    return this.#failingSinceMs !== null && this.#notedSinceMs === null;
  }

  /** How often something was to be stored. */
  get changes(): number {
    return this.#changes;
  }

  /** When a paused hook is probed next. */
  get probeMs(): number {
    return this.#probeMs;
  }

  /** A probe is on its way; the next one half an hour from now. */
  probes(nowMs: number): void {
    this.#probeMs = nowMs + probeEveryMs;
  }

  /** Notes a success; gives what is to be stored, if anything changed. What was under way at a 410 takes none of it back. */
  succeeded(): HookHealth | null {
    if (this.state === "gone") return null;
    if (this.#failingSinceMs === null && this.#notice === null) return null;
    this.#failingSinceMs = null;
    const isStored = this.#notedSinceMs !== null || this.#notice !== null;
    this.#notice = null;
    return isStored ? this.#store() : null;
  }

  /** Notes a failure; gives what is to be stored, if it is time to. */
  failed(nowMs: number): HookHealth | null {
    this.#failingSinceMs ??= nowMs;
    const failingMs = nowMs - this.#failingSinceMs;
    if (this.#notice === null && failingMs >= patienceMs) {
      this.#notice = { code: "failing", message: failingMessage, atMs: nowMs };
      this.probes(nowMs);
      return this.#store();
    }
    return this.#notedSinceMs === null && failingMs >= noteAfterMs ? this.#store() : null;
  }

  /** Notes that the receiver wants nothing more. */
  gone(nowMs: number): HookHealth {
    this.#failingSinceMs ??= nowMs;
    this.#notice = { code: "gone", message: goneMessage, atMs: nowMs };
    return this.#store();
  }

  #store(): HookHealth {
    this.#changes += 1;
    this.#notedSinceMs = this.#failingSinceMs;
    return {
      hookId: this.#hookId,
      failingSinceMs: this.#failingSinceMs,
      notice: this.#notice,
    };
  }
}

const failingMessage =
  "No message has been delivered for 5 days. The hook is paused; nothing is lost. It is tried again every 30 minutes and goes on by itself once it answers.";
const goneMessage =
  "The receiver answered 410 Gone, so nothing is sent to it any more. What is owed is kept: switch the hook on again to have it delivered.";

import {
  StoreBroken,
  StoreBusy,
  type StoreFailure,
  StoreFull,
  StoreRefused,
} from "../../ports/store-failure.ts";

/** How a failure crosses from the writer's thread. */
export interface FailureNote {
  readonly code: StoreFailure["code"];
  readonly message: string;
}

const CODES = { BUSY: 5, LOCKED: 6, FULL: 13, CONSTRAINT: 19, TOOBIG: 18, MISMATCH: 20, RANGE: 25 };
const TAKEN = new Set([1555, 2067]);
const REFUSED: ReadonlySet<number> = new Set([
  CODES.CONSTRAINT,
  CODES.TOOBIG,
  CODES.MISMATCH,
  CODES.RANGE,
]);

/** Whether a statement failed because a primary key or a unique name is taken. */
export function isTaken(error: unknown): boolean {
  return TAKEN.has(sqliteCode(error) ?? 0);
}

/**
 * Says what a failure means. Whatever is neither known to be harmless nor a mistake of the caller counts as a broken
 * disk: after a failed write or fsync nobody knows what is in the file.
 */
export function noteFailure(error: unknown): FailureNote {
  const message = error instanceof Error ? error.message : String(error);
  const extended = sqliteCode(error);
  if (extended === null) {
    return { code: error instanceof StoreBroken ? "broken" : "refused", message };
  }
  const code = extended & 0xff;
  if (code === CODES.BUSY || code === CODES.LOCKED) {
    return { code: "busy", message: "Another process holds the database." };
  }
  if (code === CODES.FULL) {
    return { code: "full", message: "The disk of the database is full." };
  }
  if (REFUSED.has(code)) {
    return { code: "refused", message };
  }
  return { code: "broken", message: `The database cannot be used: ${message} (${extended}).` };
}

/** Makes the typed error again that a note stands for. */
export function failureOf({ code, message }: FailureNote, cause?: unknown): StoreFailure {
  return new failures[code](message, cause === undefined ? {} : { cause });
}

const failures = {
  busy: StoreBusy,
  full: StoreFull,
  broken: StoreBroken,
  refused: StoreRefused,
} as const;

/** SQLite's extended result code; `null` when the error is not SQLite's. */
export function sqliteCode(error: unknown): number | null {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode
    : null;
}

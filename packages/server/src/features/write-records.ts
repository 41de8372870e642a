import { AppError } from "../errors.ts";
import type { IdempotentAnswer, RecordWrite, Store } from "../ports/store.ts";

/**
 * Writes records and the answer to whoever asked for them as one. `false`: a name is taken or a revision has passed.
 * Throws when the same request was answered meanwhile, by another process: then nothing was written here.
 */
export async function writeRecords(
  store: Store,
  records: readonly RecordWrite[],
  idempotency?: IdempotentAnswer,
): Promise<boolean> {
  const result = await store.commit({ records, ...(idempotency && { idempotency }) });
  if (result === "answered-before") throw new AppError("key-in-use", { retryAfterSeconds: 1 });
  return result === "committed";
}

import { failureOf, noteFailure, sqliteCode } from "./sqlite-failure.ts";

/** Runs a read. What SQLite refuses becomes a `StoreFailure`; any other error stays what it is. */
export async function tryRead<T>(read: () => T): Promise<T> {
  try {
    return read();
  } catch (error) {
    throw sqliteCode(error) === null ? error : failureOf(noteFailure(error), error);
  }
}

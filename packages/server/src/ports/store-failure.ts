/** A store could not do what it was asked. What of it may be written is told by the kinds below. */
export abstract class StoreFailure extends Error {
  abstract readonly code: "busy" | "full" | "broken" | "refused";
}

/** Too much is waiting, or another process holds the database: nothing was written, ask again soon. */
export class StoreBusy extends StoreFailure {
  override readonly name = "StoreBusy";
  readonly code = "busy";
}

/** The disk is full: nothing was written. Heals by itself once there is space. */
export class StoreFull extends StoreFailure {
  override readonly name = "StoreFull";
  readonly code = "full";
}

/** The disk failed, or the store is closed: whether this was written is unknown, nothing else is until the file has been checked. */
export class StoreBroken extends StoreFailure {
  override readonly name = "StoreBroken";
  readonly code = "broken";
}

/** The database is of another version than this program: nothing was read or written. Its message says what to do. */
export class StoreOfOtherVersion extends StoreBroken {}

/** The request contradicts what the store promises, such as a gap in `seq`: a mistake of the caller, nothing was written. */
export class StoreRefused extends StoreFailure {
  override readonly name = "StoreRefused";
  readonly code = "refused";
}

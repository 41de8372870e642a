import { AsyncLocalStorage } from "node:async_hooks";

/** Opens a connection under the mark that tells this module's sockets from everybody else's. */
export function underEgressMark<Result>(open: () => Result): Result {
  return mark.run(true, open);
}

/** Says whether the running code was called under the mark. */
export function isUnderEgressMark(): boolean {
  return mark.getStore() === true;
}

// One per process, because it has to be the same one for every egress and for the watch that tests them; it holds no data.
const mark = new AsyncLocalStorage<true>();

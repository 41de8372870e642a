/** Bounds how long somebody waits. */
export interface TimeLimit {
  /** Aborted when a wait took too long. */
  readonly signal: AbortSignal;
  /** Waits for this; the time between two waits does not count. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

/** Aborts what is waited for longer than this. */
export function limitTime(timeoutMs: number): TimeLimit {
  const stop = new AbortController();
  const late = () => stop.abort(new DOMException(`No answer for ${timeoutMs} ms.`, "TimeoutError"));
  return {
    signal: stop.signal,
    hold: async (work) => {
      const timer = setTimeout(late, timeoutMs);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

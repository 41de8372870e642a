/** One value that changes by events and tells who listens. */
export type Store<S, E> = {
  get(): S;
  dispatch(event: E): void;
  /** Answers the call that ends the subscription. */
  subscribe(listener: () => void): () => void;
};

/** Keeps the state of a pure reducer. */
export function createStore<S, E>(reduce: (state: S, event: E) => S, initial: S): Store<S, E> {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    get: () => state,
    dispatch(event) {
      const next = reduce(state, event);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

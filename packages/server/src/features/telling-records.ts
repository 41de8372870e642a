import type { Store } from "../ports/store.ts";

/** The same store, which tells after each commit that may have changed a record. */
export function tellingRecords(store: Store, tell: () => void): Store {
  return {
    ...store,
    commit: async (commit) => {
      try {
        return await store.commit(commit);
      } finally {
        if (commit.records) tell();
      }
    },
  };
}

import type { FileStore } from "../../ports/files.ts";

/** A file store that has none, and notes whose were removed. */
export function createNoFiles(): FileStore & { readonly removed: number[] } {
  const removed: number[] = [];
  return {
    removed,
    save: () => Promise.reject(new Error("No test sends a file here.")),
    open: () => Promise.resolve(null),
    usage: () => Promise.resolve(0),
    removeAll: (conversationId) => {
      removed.push(conversationId);
      return Promise.resolve();
    },
  };
}

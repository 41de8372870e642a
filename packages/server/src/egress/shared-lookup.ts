import type { LookupAddress } from "node:dns";

/** Resolves a name to all its addresses; `dns.lookup` is one. */
export type Lookup = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: Error | null, answers: LookupAddress[]) => void,
) => void;

/**
 * Lets all who ask for a name at the same time wait for one answer; nothing is kept once it is there. A lookup holds one of
 * the process's few worker threads, so that without this a burst to one slow name would hold up every other name and file.
 */
export function shareLookups(lookup: Lookup): Lookup {
  const waiting = new Map<string, Parameters<Lookup>[2][]>();
  return (hostname, options, callback) => {
    const others = waiting.get(hostname);
    if (others !== undefined) {
      others.push(callback);
      return;
    }
    const callbacks = [callback];
    waiting.set(hostname, callbacks);
    lookup(hostname, options, (error, answers) => {
      waiting.delete(hostname);
      for (const each of callbacks) each(error, answers);
    });
  };
}

import type { HookRequest } from "./hook-run.ts";

/** Tells what came to a receiver, a line each. */
export function tellRequests(requests: readonly HookRequest[]): readonly string[] {
  return requests.map(({ t, conversationId, seq, nth, sender, answered }) => {
    const end = answered ? `${answered.status} at ${stamp(answered.t)}` : "no answer";
    return `${stamp(t)} ${conversationId}-${seq} by ${sender}, time ${nth} → ${end}`;
  });
}

const stamp = (ms: number): string => new Date(ms).toISOString().slice(11, 23);

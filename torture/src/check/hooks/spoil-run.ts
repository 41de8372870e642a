import { groupBy } from "../group-by.ts";
import type { Violation } from "../violation.ts";
import { checkHooks } from "./check-hooks.ts";
import { entryKey, type HookRequest, type HookRun, type WatchedHook } from "./hook-run.ts";

/** Spoils a copy of what a healthy receiver has kept, in ways that the check must find; gives what it has overlooked. */
export function checkTheCheck(run: HookRun, hook: WatchedHook): readonly Violation[] {
  const spoiled = {
    "I4: a message taken out": without(hook.requests),
    "I5: a byte of a body changed": changed(hook.requests),
    "I6: two messages of a conversation swapped": swapped(hook.requests),
  };
  return Object.entries(spoiled).flatMap(([name, requests]) => {
    const found = checkHooks({ ...run, hooks: [{ ...hook, requests }] });
    const invariant = name.slice(0, 2);
    if (found.some((it) => it.invariant === invariant)) return [];
    const what = `the check did not find this in ${hook.name}'s log: ${name}`;
    return [{ invariant: "control", kind: "other", what, history: [] }];
  });
}

/** The one in the middle of the run. */
const chosen = (requests: readonly HookRequest[]): HookRequest | undefined =>
  requests[Math.floor(requests.length / 2)];

function without(requests: readonly HookRequest[]): readonly HookRequest[] {
  const gone = chosen(requests);
  return requests.filter((it) => gone === undefined || entryKey(it) !== entryKey(gone));
}

function changed(requests: readonly HookRequest[]): readonly HookRequest[] {
  const one = chosen(requests);
  return requests.map((it) => (it === one ? { ...it, body: it.body.replace("}", " }") } : it));
}

function swapped(requests: readonly HookRequest[]): readonly HookRequest[] {
  const lanes = groupBy(requests, ({ conversationId }) => conversationId);
  const isPlain = (lane: readonly HookRequest[]) =>
    lane.length > 1 && lane.every(({ nth }) => nth === 1);
  const [first, second] = [...lanes.values()].find(isPlain) ?? [];
  if (!first || !second) return requests;
  const at = ({ t, answered }: HookRequest) => ({ t, answered });
  return requests
    .map((it) => {
      if (it === first) return { ...it, ...at(second) };
      return it === second ? { ...it, ...at(first) } : it;
    })
    .toSorted((a, b) => a.t - b.t);
}

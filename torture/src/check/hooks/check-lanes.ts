import { groupBy } from "../group-by.ts";
import type { Violation } from "../violation.ts";
import { entryKey, type HookRequest, type HookRun, isTaken, type WatchedHook } from "./hook-run.ts";
import { tellRequests } from "./tell-requests.ts";

const mostAtOnce = 4;
/** The end of a connection is noticed a little later than the beginning of the next. */
const overlapMs = 50;

/** Checks each conversation's lane: its order, and how many requests of it were open at a time. */
export function checkLanes(hook: WatchedHook, { stored }: HookRun): readonly Violation[] {
  const released = new Set(
    stored.filter((it) => it.hookId === hook.id && it.isReleased).map(entryKey),
  );
  return [...groupBy(hook.requests, ({ conversationId }) => conversationId).values()].flatMap(
    (lane) => [...checkOrder(hook, lane, released), ...checkWidth(hook, lane)],
  );
}

interface Place {
  readonly first: HookRequest;
  /** When it was first taken. */
  readonly takenMs: number;
}

/** The first request of an entry comes when all before it are taken: those that were released apart. */
function checkOrder(
  hook: WatchedHook,
  lane: readonly HookRequest[],
  released: ReadonlySet<string>,
): readonly Violation[] {
  const places = [...groupBy(lane, ({ seq }) => seq)]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, requests]) => placeOf(requests));
  const violations: Violation[] = [];
  let latest: Place | null = null;
  for (const place of places) {
    if (latest !== null && place.first.t < latest.takenMs)
      violations.push(overtaken(hook, latest, place, lane));
    const holds = !released.has(entryKey(place.first));
    if (holds && place.takenMs > (latest?.takenMs ?? 0)) latest = place;
  }
  return violations;
}

function placeOf(requests: readonly HookRequest[]): readonly Place[] {
  const [first] = requests;
  if (!first) return [];
  const taken = requests.filter(isTaken).map(({ answered, t }) => answered?.t ?? t);
  return [{ first, takenMs: Math.min(...taken, Number.POSITIVE_INFINITY) }];
}

function overtaken(
  { name }: WatchedHook,
  before: Place,
  after: Place,
  lane: readonly HookRequest[],
): Violation {
  const [first, second] = [before.first, after.first];
  return {
    ...{ invariant: "I6", kind: "other" },
    what: `${name} got ${entryKey(second)} before it had taken ${entryKey(first)}, which was not released`,
    history: tellRequests(lane.filter(({ seq }) => seq === first.seq || seq === second.seq)),
  };
}

function checkWidth({ name }: WatchedHook, lane: readonly HookRequest[]): readonly Violation[] {
  const open: HookRequest[] = [];
  for (const request of lane) {
    const still = open.filter((it) => endMs(it) - overlapMs > request.t);
    open.splice(0, open.length, ...still, request);
    if (open.length > mostAtOnce)
      return [
        {
          ...{ invariant: "F11", kind: "other", history: tellRequests(open) },
          what: `${name} had ${open.length} requests of one conversation at a time`,
        },
      ];
  }
  return [];
}

const endMs = ({ answered, closedMs }: HookRequest): number =>
  answered?.t ?? closedMs ?? Number.POSITIVE_INFINITY;

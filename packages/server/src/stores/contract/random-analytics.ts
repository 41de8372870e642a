import type { Count, LoggedTurn, TurnFacts } from "../../ports/analytics.ts";
import { standingCounts } from "../../ports/standing-counts.ts";
import type { Store, TurnWrite } from "../../ports/store.ts";
import { answerCount, BOT, line, place, request } from "./analytics-samples.ts";
import type { Choose } from "./random-hooks.ts";

const ANSWERS = ["yes", "no", "é", ""];
const dayMs = 86_400_000;

/** What a random turn tells of itself: nothing, where it is, or an answer on the way. */
export function randomLine(id: number, choose: Choose): Pick<TurnWrite, "line" | "webhookRequest"> {
  const answer: TurnFacts = { at: "b", moves: [["ask", 0, "success", choose(ANSWERS)]] };
  const facts = choose([null, { at: "a" }, { at: "a", end: 1 as const }, answer, answer]);
  return {
    ...(facts && { line: line(id, facts) }),
    ...choose([{}, {}, { webhookRequest: request(id, { block: choose(["call", "pay"]) }) }]),
  };
}

/** Counts a few turns, sometimes on a reading that is not the present one any more. */
export async function countSome(store: Store, choose: Choose): Promise<unknown> {
  if (choose([false, false, false, false, false, true])) return store.resetInsights(1);
  const from = await store.insightsReader();
  const turns = await store.turnsAfter(from.position, choose([1, 2, 9]));
  const stale = { ...from, epoch: from.epoch + choose([0, 0, 0, 1]) };
  const places = new Map(
    turns.map(({ conversationId, version, facts, atMs }) => {
      const is = { version, block: facts.at ?? null, isEnded: facts.end !== undefined };
      return [conversationId, place(conversationId, { ...is, sinceMs: atMs })];
    }),
  );
  const before = await store.places([...places.keys()]);
  return store.advanceInsights({
    from: stale,
    position: turns.at(-1)?.id ?? from.position,
    counts: [
      ...turns.flatMap(answersOf),
      ...before.flatMap((it) => standingCounts(it, -1)),
      ...[...places.values()].flatMap((it) => standingCounts(it, 1)),
    ],
    places: [...places.values()],
  });
}

/** Reads everything that is kept of what conversations did. */
export function readAllAnalytics(store: Store): Promise<unknown> {
  const days = { botId: BOT, bucketHours: 24, fromHour: 0, untilHour: 1_000_000 } as const;
  return Promise.all([
    store.insightsReader(),
    store.turnsAfter(0, 1_000),
    store.places([1, 2, 3]),
    store.standings(BOT, 0),
    store.countTotals({ ...days, kinds: ["answer"] }),
    store.webhookRequests({ botId: BOT, limit: 50 }),
    store.webhookRequests({ botId: BOT, block: "pay", conversationId: 1, limit: 2 }),
  ]);
}

function answersOf({ atMs, botId, version, facts }: LoggedTurn): readonly Count[] {
  const hour = Math.floor(atMs / dayMs) * 24;
  return (facts.moves ?? []).flatMap(([name, , , detail]) =>
    detail == null ? [] : [answerCount(detail, 1, { botId, version, hour, name })],
  );
}

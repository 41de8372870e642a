import type { ConversationPlace, Count, LoggedTurn, TurnFacts } from "../../ports/analytics.ts";
import { standingCounts } from "../../ports/standing-counts.ts";
import { createTally, sumCounts, type Tally } from "./count-tally.ts";
import { responseStep } from "./response-steps.ts";
import { timeStep } from "./time-steps.ts";

/** What some turns add to the counts, and where their conversations stand after them. */
export interface Folded {
  readonly counts: readonly Count[];
  readonly places: readonly ConversationPlace[];
}

/**
 * Says what the numbers mean. Raise it whenever this file counts otherwise than before: the whole log is read again then.
 */
export const insightsForm = 2;

/** Counting in the making, slice after slice. */
export interface Fold {
  /** Of these conversations it has to be told where they stood before, unless it has seen them already. */
  isNew(conversationId: number): boolean;
  take(before: readonly ConversationPlace[], turns: readonly LoggedTurn[]): void;
  folded(): Folded;
}

/** Counts turns, from where their conversations stood before. Pure: the same log gives the same numbers, in slices of any size. */
export function startFold(): Fold {
  const former = new Map<number, ConversationPlace>();
  const places = new Map<number, ConversationPlace>();
  const tally = createTally();
  return {
    isNew: (conversationId) => !places.has(conversationId),
    take: (before, turns) => {
      for (const place of before) former.set(place.conversationId, place);
      for (const turn of turns) {
        const { conversationId } = turn;
        const place = places.get(conversationId) ?? former.get(conversationId) ?? null;
        places.set(conversationId, foldTurn(tally, place, turn));
      }
    },
    folded: () => {
      const counts = [...tally.counts(), ...standingChanges(former, places)];
      return { counts, places: [...places.values()] };
    },
  };
}

/** Counts turns in one go. */
export function foldTurns(
  before: readonly ConversationPlace[],
  turns: readonly LoggedTurn[],
): Folded {
  const fold = startFold();
  fold.take(before, turns);
  return fold.folded();
}

function foldTurn(
  tally: Tally,
  before: ConversationPlace | null,
  turn: LoggedTurn,
): ConversationPlace {
  const place = placeAfter(before, turn);
  if (turn.facts.old === 1) return place;
  tally.turn(turn);
  const begunMs = begins(tally, before, turn) ? turn.atMs : place.begunMs;
  const completes = !place.isCompleted && isDone(turn.facts);
  if (completes) complete(tally, turn, begunMs);
  const isCompleted = place.isCompleted || completes;
  return foldResponse(tally, { ...place, begunMs, isCompleted }, turn);
}

function placeAfter(
  before: ConversationPlace | null,
  { conversationId, atMs, botId, version, facts }: LoggedTurn,
): ConversationPlace {
  const isSameBot = before?.botId === botId;
  return {
    conversationId,
    botId,
    version,
    block: facts.at ?? null,
    isEnded: facts.end !== undefined,
    sinceMs: atMs,
    isCompleted: isSameBot && before.isCompleted,
    begunMs: isSameBot ? before.begunMs : null,
    askedMs: before?.askedMs ?? null,
    receivedMs: before?.receivedMs ?? null,
  };
}

const isDone = ({ closed, end, goals = 0 }: TurnFacts): boolean =>
  closed === 1 || end === 2 || goals > 0;

function complete(tally: Tally, turn: LoggedTurn, begunMs: number | null): void {
  tally.add(turn, "bot", "completed", "", 1);
  if (begunMs === null) return;
  const tookMs = Math.max(0, turn.atMs - begunMs);
  tally.add(turn, "completion", "", String(timeStep(tookMs)), 1);
}

/** Takes conversations away from where they stood and adds them where they stand; of those that stay within an hour, nothing. */
function standingChanges(
  former: ReadonlyMap<number, ConversationPlace>,
  places: ReadonlyMap<number, ConversationPlace>,
): readonly Count[] {
  const gone = [...former.values()].filter(({ conversationId }) => places.has(conversationId));
  return sumCounts([
    ...gone.flatMap((place) => standingCounts(place, -1)),
    ...[...places.values()].flatMap((place) => standingCounts(place, 1)),
  ]);
}

/**
 * A conversation begins with a bot where it first walks in it, and again when it comes back from another one; tells
 * whether it has begun with one in this turn.
 */
function begins(tally: Tally, before: ConversationPlace | null, turn: LoggedTurn): boolean {
  const { atMs, botId, version, facts } = turn;
  let current = before?.botId ?? null;
  let hasBegun = false;
  for (const [, , , , ofBot = botId, ofVersion = version] of facts.moves ?? []) {
    if (ofBot === current) continue;
    tally.add({ atMs, botId: ofBot, version: ofVersion }, "bot", "begun", "", 1);
    current = ofBot;
    hasBegun = true;
  }
  return hasBegun;
}

/** An agent's first message since the conversation came to them, or since the customer wrote whom they stepped in for. */
function foldResponse(tally: Tally, place: ConversationPlace, turn: LoggedTurn): ConversationPlace {
  const { atMs, facts } = turn;
  const { by, holder } = facts;
  if (by !== undefined) {
    const startMs = holder === undefined ? place.askedMs : place.receivedMs;
    if (startMs !== null) {
      const tookMs = Math.max(0, atMs - startMs);
      tally.add(turn, "response", String(by), String(responseStep(tookMs)), 1);
      tally.add(turn, "response-ms", String(by), "", tookMs);
    }
    return { ...place, askedMs: null, receivedMs: null };
  }
  const receivedMs = facts.in === undefined ? place.receivedMs : atMs;
  if (holder === undefined) return { ...place, receivedMs };
  return { ...place, receivedMs, askedMs: holder === 0 ? null : atMs };
}

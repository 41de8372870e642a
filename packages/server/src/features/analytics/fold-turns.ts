import type {
  ConversationPlace,
  Count,
  CountKind,
  LoggedMove,
  LoggedTurn,
} from "../../ports/analytics.ts";
import { responseStep } from "./response-steps.ts";

/** What some turns add to the counts, and where their conversations stand after them. */
export interface Folded {
  readonly counts: readonly Count[];
  readonly places: readonly ConversationPlace[];
}

/**
 * Says what the numbers mean. Raise it whenever this file counts otherwise than before: the whole log is read again then.
 */
export const insightsForm = 1;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Counts turns, from where their conversations stood before. Pure: the same log gives the same numbers, in steps of any size. */
export function foldTurns(
  before: readonly ConversationPlace[],
  turns: readonly LoggedTurn[],
): Folded {
  const places = new Map(before.map((place) => [place.conversationId, place]));
  const tally = createTally();
  for (const turn of turns) {
    const place = places.get(turn.conversationId) ?? null;
    places.set(turn.conversationId, foldTurn(tally, place, turn));
  }
  const changed = new Set(turns.map(({ conversationId }) => conversationId));
  return {
    counts: tally.counts(),
    places: [...places.values()].filter(({ conversationId }) => changed.has(conversationId)),
  };
}

function foldTurn(
  tally: Tally,
  before: ConversationPlace | null,
  turn: LoggedTurn,
): ConversationPlace {
  const { conversationId, atMs, botId, version, facts } = turn;
  const place: ConversationPlace = {
    ...{ conversationId, botId, version, block: facts.at ?? null, sinceMs: atMs },
    isCompleted: before?.botId === botId && before.isCompleted,
    askedMs: before?.askedMs ?? null,
    receivedMs: before?.receivedMs ?? null,
  };
  if (facts.old) return place;
  const { goals = 0 } = facts;
  const completes = !place.isCompleted && (facts.closed === 1 || goals > 0);
  tally.add(turn, "bot", "in", "", facts.in ?? 0);
  tally.add(turn, "bot", "out", "", facts.out ?? 0);
  tally.add(turn, "bot", "goals", "", goals);
  tally.add(turn, "bot", "completed", "", completes ? 1 : 0);
  foldMoves(tally, before, turn);
  return foldResponse(tally, { ...place, isCompleted: place.isCompleted || completes }, turn);
}

/** A conversation begins with a bot where it first walks in it, and again when it comes back from another one. */
function foldMoves(tally: Tally, before: ConversationPlace | null, turn: LoggedTurn): void {
  let current = before?.botId ?? null;
  for (const move of turn.facts.moves ?? []) {
    const [block, isEntry, output = null, answer = null] = move;
    const at = placeOf(turn, move);
    if (at.botId !== current) tally.add(at, "bot", "begun", "", 1);
    current = at.botId;
    if (isEntry === 1) tally.add(at, "entered", block, "", 1);
    if (output !== null) tally.add(at, "left", block, output, 1);
    if (answer !== null) tally.add(at, "answer", block, answer, 1);
  }
}

const placeOf = (
  { atMs, botId, version }: LoggedTurn,
  [, , , , ofBot = botId, ofVersion = version]: LoggedMove,
) => ({ atMs, botId: ofBot, version: ofVersion });

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

interface Tally {
  add(at: Moment, kind: CountKind, name: string, detail: string, count: number): void;
  counts(): readonly Count[];
}

type Moment = Pick<LoggedTurn, "atMs" | "botId" | "version">;

/** Adds up, so that what happens often is written once. */
function createTally(): Tally {
  const counts = new Map<string, Count>();
  return {
    counts: () => [...counts.values()],
    add: ({ atMs, botId, version }, kind, name, detail, count) => {
      if (count === 0 && kind !== "response-ms") return;
      const hour = kind === "answer" ? Math.floor(atMs / dayMs) * 24 : Math.floor(atMs / hourMs);
      const key = `${botId} ${version} ${kind} ${hour} ${name}\n${detail}`;
      const sum = (counts.get(key)?.count ?? 0) + count;
      counts.set(key, { botId, version, kind, hour, name, detail, count: sum });
    },
  };
}

import type { Entry, Move, Step, Value } from "@parley/flow";
import type { LoggedMove, TurnFacts, TurnLine } from "../../ports/analytics.ts";
import type { Conversation } from "../../ports/store.ts";
import type { TakenStep } from "./take-events.ts";

/** Longer texts are not told apart: hardly two are the same. */
const longestAnswer = 80;

/** What a turn did, for the turn log; `undefined` where there is nothing to count. */
export function turnLine(
  before: Conversation,
  step: TakenStep,
  atMs: number,
): TurnLine | undefined {
  const { state } = step;
  const facts = { ...whereIs(before, step), ...messagesIn(step.entries), ...walked(step) };
  if (isNothing(before, step, facts)) return undefined;
  const { bot: botId, version } = state;
  return { conversationId: before.id, atMs, botId, version, facts };
}

function whereIs({ state: earlier }: Conversation, { state, ending }: TakenStep): TurnFacts {
  const holder = state.holder?.id ?? 0;
  const hasNewHolder = holder !== (earlier.holder?.id ?? 0);
  return {
    ...("block" in state.cursor && { at: state.cursor.block }),
    ...(state.cursor.phase === "closed" && { closed: 1 }),
    ...(ending && { end: ending === "complete" ? 2 : 1 }),
    ...(hasNewHolder && { holder }),
  };
}

function messagesIn(entries: readonly Entry[]): TurnFacts {
  let received = 0;
  let sent = 0;
  let by = 0;
  for (const entry of entries) {
    if (!("message" in entry)) continue;
    const { author } = entry;
    if (author.kind === "customer") received += 1;
    else sent += 1;
    if (author.kind === "agent") by = author.id;
  }
  return {
    ...(received > 0 && { in: received }),
    ...(sent > 0 && { out: sent }),
    ...(by && { by }),
  };
}

function walked({ state, moves, trace }: Step): TurnFacts {
  const goals = trace.length === 0 ? 0 : trace.filter(({ kind }) => kind === "goal").length;
  return {
    ...(moves && { moves: moves.map((move) => loggedMove(move, state.bot, state.version)) }),
    ...(goals > 0 && { goals }),
  };
}

/** As short as it can be: a turn writes one of these for each block that ran. */
function loggedMove(move: Move, ownBot: number, ownVersion: number): LoggedMove {
  const { bot, version, block, output } = move;
  const isEntry = move.isEntry ? 1 : 0;
  const answer = move.answer === undefined ? null : textOf(move.answer);
  if (bot !== ownBot || version !== ownVersion)
    return [block, isEntry, output, answer, bot, version];
  if (answer !== null) return [block, isEntry, output, answer];
  return output === null ? [block, isEntry] : [block, isEntry, output];
}

function textOf(value: Value): string {
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value);
  return text.length > longestAnswer ? "" : text;
}

/** A conversation that has no bot says nothing about one. */
function isNothing({ state: earlier }: Conversation, { state, moves }: Step, facts: TurnFacts) {
  if (moves) return false;
  if (state.bot === 0) return true;
  const wasAt = "block" in earlier.cursor ? earlier.cursor.block : undefined;
  const hasSaid = facts.in !== undefined || facts.out !== undefined || facts.holder !== undefined;
  return !hasSaid && facts.at === wasAt;
}

import type {
  ConversationPlace,
  Count,
  LoggedTurn,
  TurnFacts,
  TurnLine,
  WebhookRequestRow,
} from "../../ports/analytics.ts";
import type { Store } from "../../ports/store.ts";
import { conversation, firstTurn, nextTurn, written } from "./samples.ts";

export const BOT = 1_000_001;
/** The first of a day. */
export const HOUR = 500_016;
const hourMs = 3_600_000;

/** What one turn of a conversation did, in the sample hour. */
export function line(conversationId: number, facts: TurnFacts = { at: "a" }): TurnLine {
  return { conversationId, atMs: HOUR * hourMs + 1, botId: BOT, version: 2, facts };
}

export function request(
  conversationId: number,
  changes: Partial<WebhookRequestRow> = {},
): WebhookRequestRow {
  return {
    ...{ conversationId, botId: BOT, version: 2, block: "call", atMs: HOUR * hourMs },
    exchange: {
      ...{ method: "POST", url: "https://example.org/é", attempts: 1, durationMs: 4.5 },
      ...{ requestHeaders: { accept: "*/*" }, requestBody: null, isRequestCut: false },
      ...{ status: 200, answerHeaders: {}, answerBody: "{}", isAnswerCut: false, error: null },
    },
    ...changes,
  };
}

export function count(changes: Partial<Count> = {}): Count {
  return {
    ...{ botId: BOT, version: 2, kind: "entered", bucketHours: 1, hour: HOUR, name: "a" },
    ...{ detail: "", count: 1 },
    ...changes,
  };
}

export function place(
  conversationId: number,
  changes: Partial<ConversationPlace> = {},
): ConversationPlace {
  return {
    ...{ conversationId, botId: BOT, version: 2, block: "a", isEnded: false, sinceMs: 100 },
    ...{ isCompleted: false, begunMs: null, askedMs: null, receivedMs: null, ...changes },
  };
}

/** An answer, as it is counted: by the day. */
export function answerCount(detail: string, times = 1, of: Partial<Count> = {}): Count {
  return count({ kind: "answer", bucketHours: 24, name: "ask", detail, count: times, ...of });
}

/** Writes a turn of a customer for each of these facts. */
export async function logTurns(
  store: Store,
  id: number,
  facts: readonly TurnFacts[],
): Promise<readonly LoggedTurn[]> {
  let before = conversation(id);
  for (const [at, fact] of facts.entries()) {
    const turn = at === 0 ? firstTurn(before) : nextTurn(before);
    await written(store, { turn: { ...turn, line: line(id, fact) } });
    before = turn.conversation;
  }
  return (await store.turnsAfter(0, 1000)).filter((it) => it.conversationId === id);
}

/** Takes these counts and places up at the end of the log. */
export async function advanceToEnd(
  store: Store,
  counts: readonly Count[],
  places: readonly ConversationPlace[] = [],
): Promise<boolean> {
  const from = await store.insightsReader();
  const position = (await store.turnsAfter(0, 10_000)).at(-1)?.id ?? 0;
  return store.advanceInsights({ from, position, counts, places });
}

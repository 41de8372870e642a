import {
  type AnalyticsStore,
  type ConversationPlace,
  type Count,
  type CountFilter,
  type InsightsReader,
  type LoggedTurn,
  mostAnswersADay,
  type Standing,
} from "../../ports/analytics.ts";
import type { BuilderStore, BuilderWrite } from "../../ports/builder.ts";
import type { TurnWrite } from "../../ports/store.ts";
import type { Journal } from "./journal.ts";
import { fromJson, type Json, type MemoryData, toJson } from "./memory-data.ts";

/** Writes a record for builders. */
export function applyBuilderWrite(data: MemoryData, journal: Journal, write: BuilderWrite): true {
  switch (write.kind) {
    case "put-comment":
      journal.put(data.comments, write.comment.id, toJson(write.comment));
      return true;
    case "delete-comment":
      journal.remove(data.comments, write.commentId);
      return true;
    case "put-flow-test":
      journal.put(data.flowTests, write.test.id, toJson(write.test));
      return true;
    case "delete-flow-test":
      journal.remove(data.flowTests, write.testId);
      return true;
  }
}

/** Logs what a turn did. */
export function logTurn(data: MemoryData, journal: Journal, turn: TurnWrite): void {
  const { line, webhookRequest: request } = turn;
  if (line !== undefined) {
    const id = lastKey(data.turnLog) + 1;
    journal.put(data.turnLog, id, toJson({ id, ...line }));
  }
  if (request !== undefined) {
    const id = lastKey(data.webhookRequests) + 1;
    journal.put(data.webhookRequests, id, toJson({ id, ...request }));
  }
}

/** Takes a customer out of what was counted and logged: their words go, that they answered stays. */
export function eraseAnalytics(data: MemoryData, journal: Journal, conversationId: number): void {
  const { position, epoch, form } = readerOf(data);
  for (const { id, ...turn } of turnsOf(data)) {
    if (turn.conversationId !== conversationId) continue;
    if (id <= position) for (const it of answersIn({ id, ...turn })) unname(data, journal, it);
    journal.remove(data.turnLog, id);
  }
  for (const [id, row] of data.webhookRequests) {
    if (fromJson(row).conversationId === conversationId) journal.remove(data.webhookRequests, id);
  }
  journal.remove(data.places, conversationId);
  const last = Math.min(position, lastKey(data.turnLog));
  journal.put(data.insightsReader, "reader", { position: last, epoch: epoch + 1, form });
}

/** Forgets requests from before `beforeMs`. */
export function forgetRequests({ webhookRequests }: MemoryData, beforeMs: number): void {
  for (const [id, row] of webhookRequests)
    if (fromJson(row).atMs < beforeMs) webhookRequests.delete(id);
}

type Act = <T>(act: (data: MemoryData) => T) => Promise<T>;

/** Reads and writes what conversations did, the naive way. */
export function analyticsOf(act: Act): AnalyticsStore & BuilderStore {
  return {
    comments: (botId) => act(({ comments }) => ofBot(comments, botId)),
    flowTests: (botId) => act(({ flowTests }) => ofBot(flowTests, botId)),
    webhookRequests: ({ botId, block, conversationId, beforeId, limit }) =>
      act(({ webhookRequests }) =>
        ofBot(webhookRequests, botId)
          .filter((row) => block === undefined || row.block === block)
          .filter((row) => conversationId === undefined || row.conversationId === conversationId)
          .filter(({ id }) => id < (beforeId ?? Number.MAX_SAFE_INTEGER))
          .reverse()
          .slice(0, limit),
      ),
    turnsAfter: (after, limit) =>
      act((data) =>
        turnsOf(data)
          .filter(({ id }) => id > after)
          .slice(0, limit),
      ),
    insightsReader: () => act(readerOf),
    places: (ids) =>
      act(({ places }) => [...new Set(ids)].sort(ascending).flatMap((id) => places.get(id) ?? [])),
    advanceInsights: ({ from, position, counts, places }) =>
      act((data) => {
        const { epoch, form, ...now } = readerOf(data);
        const isSame = now.position === from.position && epoch === from.epoch && form === from.form;
        if (!isSame) return false;
        data.insightsReader.set("reader", { position, epoch, form });
        for (const count of counts) add(data, toldApart(data, count));
        for (const place of places) data.places.set(place.conversationId, place);
        return true;
      }),
    resetInsights: (form) =>
      act((data) => {
        data.counts.clear();
        data.places.clear();
        data.insightsReader.set("reader", { position: 0, epoch: readerOf(data).epoch + 1, form });
      }),
    countTotals: (filter) =>
      act((data) =>
        filter.kinds.flatMap((kind) =>
          summed(
            countsIn(data, filter).filter((count) => count.kind === kind),
            ({ name, detail }) => ({ kind, name, detail }),
          ),
        ),
      ),
    hourlyCounts: (filter) =>
      act((data) =>
        summed(
          countsIn(data, filter).filter(({ kind }) => kind === "bot"),
          ({ hour, name }) => ({ hour, name }),
        ),
      ),
    standings: (botId, silentSinceMs) =>
      act(({ places }) => standingsOf([...places.values()], botId, silentSinceMs)),
  };
}

const readerOf = ({ insightsReader }: MemoryData): InsightsReader =>
  insightsReader.get("reader") ?? { position: 0, epoch: 0, form: 0 };

const turnsOf = ({ turnLog }: MemoryData): readonly LoggedTurn[] =>
  [...turnLog.values()].map((row) => fromJson(row)).sort((a, b) => a.id - b.id);

const ofBot = <T extends { readonly id: number; readonly botId: number }>(
  rows: Map<number, Json<T>>,
  botId: number,
): T[] =>
  [...rows.values()]
    .map((row) => fromJson(row))
    .filter((row) => row.botId === botId)
    .sort((a, b) => a.id - b.id);

const lastKey = (rows: Map<number, unknown>): number => Math.max(0, ...rows.keys());

const countName = ({ botId, kind, hour, version, name, detail }: Omit<Count, "count">): string =>
  JSON.stringify([botId, kind, hour, version, name, detail]);

function add({ counts }: MemoryData, count: Count): void {
  const key = countName(count);
  counts.set(key, { ...count, count: count.count + (counts.get(key)?.count ?? 0) });
}

function toldApart({ counts }: MemoryData, count: Count): Count {
  if (count.kind !== "answer" || count.detail === "" || counts.has(countName(count))) return count;
  const question = countName({ ...count, detail: "" });
  const known = [...counts.values()].filter(
    (other) => other.detail !== "" && countName({ ...other, detail: "" }) === question,
  );
  return known.length < mostAnswersADay ? count : { ...count, detail: "" };
}

function answersIn({ atMs, botId, version, facts }: LoggedTurn): readonly Count[] {
  const hour = Math.floor(atMs / 86_400_000) * 24;
  return (facts.moves ?? []).flatMap(([name, , , detail, bot = botId, of = version]) =>
    detail == null ? [] : { botId: bot, version: of, kind: "answer", hour, name, detail, count: 1 },
  );
}

/** Takes the words of an answer away. */
function unname(data: MemoryData, journal: Journal, answer: Count): void {
  const own = data.counts.get(countName(answer));
  if (own === undefined || own.detail === "") return;
  if (own.count > 1) journal.put(data.counts, countName(own), { ...own, count: own.count - 1 });
  else journal.remove(data.counts, countName(own));
  const rest = { ...answer, detail: "" };
  const before = data.counts.get(countName(rest))?.count ?? 0;
  journal.put(data.counts, countName(rest), { ...rest, count: before + 1 });
}

const countsIn = (
  { counts }: MemoryData,
  { botId, fromHour, untilHour, version }: Omit<CountFilter, "kinds">,
): readonly Count[] =>
  [...counts.values()]
    .filter((count) => count.botId === botId && count.hour >= fromHour && count.hour < untilHour)
    .filter((count) => version === undefined || count.version === version);

function summed<K extends object>(
  counts: readonly Count[],
  keyOf: (count: Count) => K,
): readonly (K & { readonly count: number })[] {
  const sums = new Map<string, K & { readonly count: number }>();
  for (const count of counts) {
    const key = keyOf(count);
    const name = JSON.stringify(key);
    sums.set(name, { ...key, count: count.count + (sums.get(name)?.count ?? 0) });
  }
  return [...sums.values()].sort(inOrder);
}

function standingsOf(
  places: readonly ConversationPlace[],
  ofBotId: number,
  silentSinceMs: number,
): readonly Standing[] {
  const standings = new Map<string, Standing>();
  for (const { botId, version, block, sinceMs } of places) {
    if (botId !== ofBotId || block === null) continue;
    const name = JSON.stringify([version, block]);
    const { waiting, silent } = standings.get(name) ?? { waiting: 0, silent: 0 };
    const isSilent = sinceMs < silentSinceMs ? 1 : 0;
    standings.set(name, { version, block, waiting: waiting + 1, silent: silent + isSilent });
  }
  return [...standings.values()].sort(inOrder);
}

const ascending = (a: number, b: number): number => a - b;

/** By the values, in the order of the keys. */
function inOrder(a: object, b: object): number {
  const others = Object.values(b);
  const differing = Object.values(a).findIndex((value, at) => value !== others[at]);
  if (differing < 0) return 0;
  return Object.values(a)[differing] < others[differing] ? -1 : 1;
}

import {
  type AnalyticsStore,
  type Count,
  type CountFilter,
  type InsightsAdvance,
  type InsightsReader,
  type LoggedTurn,
  mostAnswersADay,
  type Standing,
} from "../../ports/analytics.ts";
import type { BuilderStore, BuilderWrite } from "../../ports/builder.ts";
import { standingCounts } from "../../ports/standing-counts.ts";
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
  leavePlace(data, journal, conversationId);
  const last = Math.min(position, lastKey(data.turnLog));
  journal.put(data.insightsReader, "reader", { position: last, epoch: epoch + 1, form });
}

/** Forgets requests from before `beforeMs`. */
export function forgetRequests({ webhookRequests }: MemoryData, beforeMs: number): number {
  const before = webhookRequests.size;
  for (const [id, row] of webhookRequests)
    if (fromJson(row).atMs < beforeMs) webhookRequests.delete(id);
  return before - webhookRequests.size;
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
    advanceInsights: (advance) => act((data) => takeAdvance(data, advance)),
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
    botCounts: (filter) =>
      act((data) =>
        summed(
          countsIn(data, filter).filter(({ kind }) => kind === "bot"),
          ({ hour, name }) => ({ hour, name }),
        ),
      ),
    standings: (botId, silentFromHour) =>
      act(({ counts }) => {
        const own = [...counts.values()].filter((count) => count.botId === botId);
        return standingsOf(own, silentFromHour);
      }),
  };
}

function takeAdvance(data: MemoryData, advance: InsightsAdvance): boolean {
  const { from, position, counts, places } = advance;
  const { epoch, form, ...now } = readerOf(data);
  const isSame = now.position === from.position && epoch === from.epoch && form === from.form;
  if (!isSame) return false;
  data.insightsReader.set("reader", { position, epoch, form });
  for (const count of counts) add(data, toldApart(data, count));
  for (const place of places) data.places.set(place.conversationId, place);
  forgetEmpty(data);
  return true;
}

function forgetEmpty({ counts }: MemoryData): void {
  for (const [key, { count }] of counts) if (count <= 0) counts.delete(key);
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

const countName = (count: Omit<Count, "count">): string => {
  const { botId, kind, bucketHours, hour, version, name, detail } = count;
  return JSON.stringify([botId, kind, bucketHours, hour, version, name, detail]);
};

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
  const day = { kind: "answer", bucketHours: 24, hour, count: 1 } as const;
  return (facts.moves ?? []).flatMap(([name, , , detail, bot = botId, of = version]) =>
    detail == null ? [] : { ...day, botId: bot, version: of, name, detail },
  );
}

function leavePlace(data: MemoryData, journal: Journal, conversationId: number): void {
  const place = data.places.get(conversationId);
  for (const count of place ? standingCounts(place, -1) : []) takeAway(data, journal, count);
  journal.remove(data.places, conversationId);
}

/** Takes the words of an answer away. */
function unname(data: MemoryData, journal: Journal, answer: Count): void {
  const own = data.counts.get(countName(answer));
  if (own === undefined || own.detail === "") return;
  takeAway(data, journal, { ...own, count: -1 });
  const rest = { ...answer, detail: "" };
  const before = data.counts.get(countName(rest))?.count ?? 0;
  journal.put(data.counts, countName(rest), { ...rest, count: before + 1 });
}

/** Takes one of a count away, if it is counted at all. */
function takeAway(data: MemoryData, journal: Journal, { count: change, ...of }: Count): void {
  const own = data.counts.get(countName(of));
  if (own === undefined) return;
  const count = own.count + change;
  if (count > 0) journal.put(data.counts, countName(of), { ...own, count });
  else journal.remove(data.counts, countName(of));
}

const countsIn = (
  { counts }: MemoryData,
  { botId, bucketHours, fromHour, untilHour, version }: Omit<CountFilter, "kinds">,
): readonly Count[] =>
  [...counts.values()]
    .filter((count) => count.botId === botId && count.bucketHours === bucketHours)
    .filter(({ hour }) => hour >= fromHour && hour < untilHour)
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

function standingsOf(counts: readonly Count[], silentFromHour: number): readonly Standing[] {
  const standings = new Map<string, Standing>();
  const none = { waiting: 0, silent: 0, ended: 0 };
  for (const { kind, bucketHours, hour, version, name: block, count } of counts) {
    const key = JSON.stringify([version, block]);
    const { waiting, silent, ended } = standings.get(key) ?? none;
    const add = (more: Partial<Standing>) =>
      standings.set(key, { version, block, waiting, silent, ended, ...more });
    const hasStirred = bucketHours === 1 && hour >= silentFromHour;
    if (kind === "ended" && bucketHours === 0) add({ ended: ended + count });
    if (kind === "waiting" && bucketHours === 0)
      add({ waiting: waiting + count, silent: silent + count });
    if (kind === "waiting" && hasStirred) add({ silent: silent - count });
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

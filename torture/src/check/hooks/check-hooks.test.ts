import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import type { SeenEntry } from "../snapshot.ts";
import { checkAmount } from "./check-amount.ts";
import { checkHooks, countBroken } from "./check-hooks.ts";
import { checkWaits } from "./check-waits.ts";
import type {
  HookRequest,
  HookRun,
  ShownDelivery,
  StoredDelivery,
  WatchedHook,
} from "./hook-run.ts";
import { checkTheCheck } from "./spoil-run.ts";

const key = Buffer.alloc(32, 7);
const secret = `whsec_${key.toString("base64")}`;
const bodyOf = (id: string): string => `{"messages":["${id}"]}`;
const sign = (id: string, timestamp: string, body = bodyOf(id)): string =>
  `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;

const entry = (seq: number, author = "customer", conversationId = 1): SeenEntry => ({
  ...{ conversationId, seq, uuid: `u${seq}`, author, text: "", clientId: null },
  atUs: seq * 1_000_000,
});

const request = (seq: number, more: Partial<HookRequest> & { conversationId?: number } = {}) => {
  const t = more.t ?? seq * 1000 + 100;
  const conversationId = more.conversationId ?? 1;
  const id = `evt_${conversationId}_${seq}`;
  const timestamp = String(Math.floor(t / 1000));
  return {
    ...{ t, path: "/", nth: 1, body: bodyOf(id), conversationId, seq, eventId: id },
    writtenMs: seq * 1000,
    ...{ sender: "customer", webhookId: id, timestamp, signature: sign(id, timestamp) },
    trace: `${String(seq).padStart(32, "0")}-${"a".repeat(16)}-0`,
    ...{ authorization: "Token t", answered: { status: 200, t: t + 10 }, closedMs: t + 10 },
    ...more,
  } satisfies HookRequest;
};

const shown = (seq: number, status: ShownDelivery["status"] = "ok"): ShownDelivery => ({
  ...{ id: `1-${seq}`, event_id: `evt_1_${seq}`, seq, run: 0, customer_id: 1, status },
  ...{ next_attempt_at: null, attempts: [] },
});

const stored = (seq: number, isReleased = false): StoredDelivery => ({
  ...{ hookId: 5, conversationId: 1, seq, status: "ok", isReleased, eventId: `evt_1_${seq}` },
  body: bodyOf(`evt_1_${seq}`),
});

const hook = (requests: readonly HookRequest[], more: Partial<WatchedHook> = {}): WatchedHook => ({
  ...{ id: 5, name: "hook", secret, token: "t", made: { afterMs: 0, beforeMs: 0 } },
  ...{ isWanted: () => true, requests, shown: [shown(1), shown(2), shown(3)] },
  ...more,
});

const sound = [request(1), request(2), request(3)];
const runOf = (watched: WatchedHook, more: Partial<HookRun> = {}): HookRun => ({
  ...{ entries: [entry(1), entry(2), entry(3)], hooks: [watched] },
  stored: [stored(1), stored(2), stored(3)],
  ...more,
});
const kinds = (watched: WatchedHook, more: Partial<HookRun> = {}): readonly string[] =>
  checkHooks(runOf(watched, more)).map(({ invariant, kind }) => `${invariant} ${kind}`);

test("finds nothing in a sound run, repeats included", () => {
  expect(kinds(hook(sound))).toEqual([]);
  const repeated = request(2, { t: 2_500, nth: 2 });
  expect(kinds(hook([request(1), request(2), repeated, request(3)]))).toEqual([]);
});

test("finds a line that is missing from a receiver's log", () => {
  expect(kinds(hook(sound.toSpliced(1, 1)))).toEqual(["I4 lost"]);
});

test("finds two that came in the wrong order, unless the log says that the first was released", () => {
  const swapped = [request(1), request(2, { t: 3_200 }), request(3, { t: 3_100 })];
  const inOrderOfTime = swapped.toSorted((a, b) => a.t - b.t);
  expect(kinds(hook(inOrderOfTime))).toEqual(["I6 other"]);
  const released = { stored: [stored(1), stored(2, true), stored(3)] };
  expect(kinds(hook(inOrderOfTime), released)).toEqual([]);
});

test("finds one that was sent before the one before it was answered", () => {
  const hasty = request(2, { t: 1_105 });
  expect(kinds(hook([request(1), hasty, request(3)]))).toEqual(["I6 other"]);
});

test("finds an entry without a delivery, one that was not taken, and one that is called delivered and was not", () => {
  expect(kinds(hook(sound, { shown: [shown(1), shown(3)] }))).toEqual(["I4 lost"]);
  const failed = request(2, { answered: { status: 500, t: 2_200 } });
  const log = [shown(1), shown(2, "failed"), shown(3)];
  expect(kinds(hook([request(1), failed, request(3, { t: 3_000 })], { shown: log }))).toEqual([
    "I4 lost",
    "I6 other",
  ]);
  expect(kinds(hook([request(1), request(3), failed]))).toContain("I4 lost");
});

test("lets a delivery be given up where the log shows it", () => {
  const dead = { shown: [shown(1), shown(2, "dead"), shown(3)] };
  expect(kinds(hook(sound.toSpliced(1, 1), dead))).toEqual([]);
});

test("wants of a receiver that does not answer only that everything came", () => {
  const silent = request(2, { answered: null, sender: "bot" });
  const picky = {
    isWanted: ({ sender }: { sender: string }) => sender === "customer",
    shown: [shown(1), shown(2, "failed"), shown(3)],
  };
  const about = {
    entries: [entry(1), entry(2, "bot"), entry(3)],
    stored: [stored(1), stored(2, true), stored(3)],
  };
  expect(kinds(hook([request(1), silent, request(3)], picky), about)).toEqual([]);
  expect(kinds(hook([request(1), request(3)], picky), about)).toEqual(["I4 lost"]);
});

test("finds what came and was never written, and does not ask for what was written before the hook", () => {
  expect(kinds(hook([...sound, request(4)]))).toContain("I4 other");
  const later = { made: { afterMs: 1_400, beforeMs: 1_500 } };
  expect(kinds(hook(sound.slice(1), { ...later, shown: [shown(2), shown(3)] }))).toEqual([]);
});

test.each<[string, Partial<HookRequest>]>([
  ["other bytes", { body: bodyOf("evt_1_9") }],
  ["another id", { webhookId: "evt_1_9" }],
  ["another sentry-trace", { trace: `${"f".repeat(32)}-${"a".repeat(16)}-0` }],
  ["a stale timestamp", { t: 9_000 }],
  ["a signature of other bytes", { signature: sign("evt_1_2", "2", "{}") }],
  ["no token", { authorization: "" }],
])("finds a repeat with %s", (_, wrong) => {
  const repeat = { ...request(2, { t: 2_400, nth: 2 }), ...wrong };
  expect(kinds(hook([request(1), request(2), repeat, request(3)]))).toContain("I5 other");
});

test("finds one id for two events, and two ids for one event at two hooks", () => {
  const twice = [request(1), { ...request(2), webhookId: "evt_1_1" }, request(3)];
  expect(kinds(hook(twice))).toContain("I5 other");
  const other = hook([{ ...request(2), webhookId: "evt_x" }], { id: 6, name: "other" });
  const both = checkHooks({ ...runOf(hook(sound)), hooks: [hook(sound), other] });
  expect(both.map(({ what }) => what).join()).toContain("entry 1-2 has the id evt_1_2");
});

test("finds five requests of one conversation at a time, and lets four be", () => {
  const open = (count: number) =>
    Array.from({ length: count }, (_, n) => request(n + 1, { answered: null, closedMs: 99_000 }));
  const about = {
    entries: [1, 2, 3, 4, 5].map((seq) => entry(seq)),
    stored: [1, 2, 3, 4, 5].map((seq) => stored(seq, true)),
  };
  const log = { shown: [1, 2, 3, 4, 5].map((seq) => shown(seq, "dead")) };
  expect(kinds(hook(open(4), log), about)).toEqual([]);
  expect(kinds(hook(open(5), log), about)).toEqual(["F11 other"]);
});

test("lets a message wait 5 s for each unanswered one before it, and finds one that waited longer", () => {
  const isWanted = ({ sender }: { sender: string }) => sender === "customer";
  const lane = [entry(1), entry(2, "bot"), entry(3, "bot"), entry(4)];
  const waits = (t: number) => {
    const silent = [2, 3].map((seq) =>
      request(seq, { answered: null, t: seq === 2 ? 2_000 : 7_000 }),
    );
    const requests = [request(1), ...silent, request(4, { t })];
    return checkWaits(hook(requests, { isWanted }), lane, { fromMs: 0, toMs: 60_000 });
  };
  expect(waits(12_500)).toEqual([]);
  expect(waits(15_000).map(({ what }) => what)).toEqual([
    "1-4 came to hook 3.0 s after nothing held it",
  ]);
});

test("lets a message wait for an unanswered one that was written while the hook was being made", () => {
  const isWanted = ({ sender }: { sender: string }) => sender === "customer";
  const made = { afterMs: 900, beforeMs: 1_500 };
  const silent = request(1, { answered: null, sender: "bot" });
  const lane = [entry(1, "bot"), entry(2)];
  const waits = (...requests: readonly HookRequest[]) =>
    checkWaits(hook(requests, { isWanted, made }), lane, { fromMs: 0, toMs: 60_000 });
  const late = request(2, { t: 6_200 });
  expect(waits(silent, late)).toEqual([]);
  expect(waits(late)).toHaveLength(1);
});

test("counts what was out of order and what was another on a repeat", () => {
  const hasty = request(2, { t: 1_105 });
  const other = {
    ...request(3, { t: 3_500, nth: 2 }),
    trace: `${"f".repeat(32)}-${"a".repeat(16)}-0`,
  };
  const watched = hook([request(1), hasty, request(3), other]);
  const counts = countBroken(checkHooks(runOf(watched)));
  expect(counts).toEqual({ "out of order": 1, "changed on a repeat": 1 });
  expect(countBroken(checkHooks(runOf(hook(sound))))).toEqual({
    ...{ "out of order": 0, "changed on a repeat": 0 },
  });
});

test("finds a run that was smaller than it says", () => {
  const entries = [entry(1), entry(2)];
  expect(checkAmount(entries, 2)).toEqual([]);
  expect(checkAmount(entries, 3).map(({ what }) => what)).toEqual([
    "2 events were written, and 3 are to be proven",
  ]);
});

test("finds every way in which a sound log is spoiled, and says so of a check that does not", () => {
  expect(checkTheCheck(runOf(hook(sound)), hook(sound))).toEqual([]);
  const blind = hook(sound, { made: { afterMs: 0, beforeMs: 99_000 } });
  expect(checkTheCheck(runOf(blind), blind).map(({ what }) => what)).toEqual([
    "the check did not find this in hook's log: I4: a message taken out",
  ]);
});

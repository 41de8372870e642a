import { expect, test } from "vitest";
import type { Attempt, Ending, LedgerEntry, Operation } from "../ledger/ledger-line.ts";
import { checkRun } from "./check-run.ts";
import type { SeenEntry, Snapshot } from "./snapshot.ts";

let count = 0;
const attempt = (
  op: Operation,
  key: string,
  outcome: Ending["outcome"],
  more: Partial<Attempt & Pick<Ending, "answerHash">> = {},
): LedgerEntry => {
  count += 1;
  const { answerHash = "a", ...rest } = more;
  return {
    ...{ n: count, t: count, client: "v1", op, key, bodyHash: "b", mark: null },
    ...rest,
    ending: { n: count, t: count, outcome, status: outcome === "ok" ? 200 : 503, answerHash },
  };
};

const entry = (seq: number, text: string, more: Partial<SeenEntry> = {}): SeenEntry => ({
  conversationId: 1,
  seq,
  uuid: `u${seq}`,
  atUs: seq * 1_000_000,
  author: "bot",
  text,
  clientId: null,
  ...more,
});

const said = (seq: number, key: string): SeenEntry =>
  entry(seq, `echo ${key}`, { author: "customer", clientId: key });

const seen = (entries: readonly SeenEntry[], more: Partial<Snapshot> = {}): Snapshot => ({
  ...{ entries, elsewhere: [], calls: [], ready: [], faults: [] },
  ...more,
});

const kinds = (ledger: readonly LedgerEntry[], snapshot: Snapshot) =>
  checkRun(ledger, snapshot).violations.map(({ invariant, kind }) => `${invariant} ${kind}`);

const sound = [said(1, "v1.1"), entry(2, "heard echo v1.1"), said(3, "v1.2")];
const ledger = () => [
  attempt("say", "v1.1", "unknown", { mark: "heard echo v1.1" }),
  attempt("say", "v1.1", "ok", { mark: "heard echo v1.1" }),
  attempt("say", "v1.2", "ok"),
];

test("finds nothing in a sound run, and counts an operation that was tried twice once", () => {
  expect(checkRun(ledger(), seen(sound))).toEqual({ accepted: 2, violations: [] });
});

test("finds a lost message and lost words of the bot", () => {
  expect(kinds(ledger(), seen(sound.slice(0, 2)))).toEqual(["I1 lost"]);
  expect(kinds([attempt("go", "v1.3", "ok", { mark: "went v1.2" })], seen([]))).toEqual([
    "I1 lost",
  ]);
});

test("finds a doubled message and doubled words of the bot", () => {
  expect(kinds(ledger(), seen([...sound, said(4, "v1.2")]))).toContain("I2 duplicated");
  expect(kinds(ledger(), seen([...sound, entry(4, "heard echo v1.1")]))).toEqual(["I2 duplicated"]);
});

test("lets what nobody heard the end of be there once or never, but not twice", () => {
  const unknown = [attempt("say", "v1.9", "unknown")];
  expect(kinds(unknown, seen([]))).toEqual([]);
  expect(kinds(unknown, seen([said(1, "v1.9")]))).toEqual([]);
  expect(kinds(unknown, seen([said(1, "v1.9"), said(2, "v1.9")]))).toContain("I2 duplicated");
});

test("finds what was refused and done all the same", () => {
  expect(kinds([attempt("say", "v1.9", "refused")], seen([said(1, "v1.9")]))).toEqual([
    "I16 other",
  ]);
});

test("finds a gap in seq, a repeated number and a step back in time", () => {
  const gap = sound.filter((it) => it.seq !== 2);
  expect(kinds([], seen(gap))).toEqual(["I3 other"]);
  expect(kinds([], seen([...sound, entry(3, "again")]))).toEqual(["I3 other"]);
  const back = sound.map((it) => (it.seq === 3 ? { ...it, atUs: 1 } : it));
  expect(kinds([], seen(back))).toEqual(["I3 other"]);
});

test("finds messages in another order than they were sent", () => {
  const swapped = [said(1, "v1.2"), entry(2, "heard echo v1.1"), said(3, "v1.1")];
  expect(kinds(ledger(), seen(swapped))).toEqual(["I3 other"]);
});

test("finds a door that shows something else than the database", () => {
  const shown = sound.map(({ seq, uuid }) => ({ seq, uuid }));
  const door = (entries: typeof shown, name: "history" | "stream") =>
    kinds([], seen(sound, { elsewhere: [{ conversationId: 1, door: name, entries }] }));
  expect(door(shown, "history")).toEqual([]);
  expect(door(shown.slice(0, 2), "stream")).toEqual(["I18 other"]);
  expect(door(shown.toReversed(), "history")).toEqual(["I3 other"]);
});

test("finds words of another visitor", () => {
  expect(kinds([], seen([...sound, entry(4, "heard echo v2.7")]))).toEqual(["I15 other"]);
});

test("finds a repeat that was answered differently", () => {
  const twice = [
    attempt("set", "v1.5", "ok", { answerHash: "one" }),
    attempt("set", "v1.5", "ok", { answerHash: "two" }),
  ];
  expect(kinds(twice, seen([]))).toEqual(["I7 other"]);
});

test("finds outside calls of one visit under two keys, and one key with two bodies", () => {
  const call = { t: 1, path: "/call", idempotencyKey: "k1", bodyHash: "b", said: "call v1.1" };
  const calls = (...all: (typeof call)[]) => kinds([], seen([], { calls: all }));
  expect(calls(call, { ...call, t: 2 })).toEqual([]);
  expect(calls(call, { ...call, idempotencyKey: "k2" })).toEqual(["I9 other"]);
  expect(calls(call, { ...call, bodyHash: "c" })).toEqual(["I9 other"]);
  expect(calls({ ...call, idempotencyKey: "" })).toEqual(["I9 other"]);
});

test("finds a timer that fired early or late, and forgives the time the server was away", () => {
  const woke = (afterMs: number, ready: Snapshot["ready"]) =>
    kinds(
      [],
      seen(
        [
          entry(1, "delay v1.1", { author: "customer", clientId: "v1.1", atUs: 1_000_000_000 }),
          entry(2, "woke delay v1.1", { atUs: 1_000_000_000 + afterMs * 1000 }),
        ],
        { ready },
      ),
    );
  const always = [{ fromMs: 0, toMs: 2_000_000 }];
  expect(woke(1_500, always)).toEqual([]);
  expect(woke(600, always)).toEqual(["I13 other"]);
  expect(woke(12_000, always)).toEqual(["I13 other"]);
  expect(woke(12_000, [{ fromMs: 1_010_000, toMs: 1_020_000 }])).toEqual([]);
});

test("passes on what the storage's own check finds", () => {
  expect(kinds([], seen([], { faults: ["gap"] }))).toEqual(["I14 other"]);
});

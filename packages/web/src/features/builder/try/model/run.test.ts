import { readFileSync } from "node:fs";
import {
  answersHttp,
  checkTranscript,
  comes,
  failsHttp,
  goes,
  presses,
  resumes,
  says,
  sets,
  writeTranscript,
} from "@parley/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openRun, worldOf } from "./run.ts";
import { marina, openExample, parsedFlow } from "./testing/open-example.ts";
import { jumps, skips } from "./time-acts.ts";

const exampleFlow = (name: string) => parsedFlow(readFileSync(`flows/${name}.json`, "utf8"));

function untilTheCall(name = "payment-wait") {
  const opened = openExample(exampleFlow(name));
  for (const act of [comes(), says("Ann"), says("ann@example.org")]) opened.run.perform(act);
  return opened;
}

test("lights up the way that was taken and says where it stands", () => {
  const { run } = untilTheCall();
  const { path, wait } = run.read();
  expect(path).toMatchObject({ at: "request", waiting: true });
  expect(path.blocks.slice(-2)).toEqual(["empty_data", "request"].slice(-path.blocks.length));
  expect(path.arrows).toContainEqual({ from: "ask_name", output: "success" });
  expect(path.arrows.some(({ from }) => from === "request")).toBe(false);
  expect(wait).toMatchObject({ phase: "calling", block: "request" });
  run.perform(answersHttp({ status: 201, json: { payment_id: "pay_1" } }));
  expect(run.read().path.arrows).toContainEqual({ from: "request", output: "success" });
});

test("shows a call with what the server needs to make the same one", () => {
  const { run } = untilTheCall();
  const [call] = run.read().calls;
  expect(call?.request).toMatchObject({ method: "POST", url: "http://127.0.0.1:8422/payments" });
  expect(call?.test.fields).toMatchObject({ email: "ann@example.org", id: 10_000_000 });
  expect(call?.test.params).toBe(run.document.blocks.request?.params);
});

test("tells a late call from the one that is waited for, and answers the one that is meant", () => {
  const { run } = untilTheCall();
  run.perform(goes("request"));
  const [current, late] = run.read().calls;
  expect([current?.isLate, late?.isLate]).toEqual([false, true]);
  run.perform(failsHttp("timeout", late?.named.block));
  expect(run.read().acts.at(-1)?.trace).toMatchObject([{ code: "late-answer" }]);
  expect(run.read().wait?.phase).toBe("calling");
});

test("shows each block with its fields before and after, its request and its answer", () => {
  const { run } = untilTheCall();
  run.perform(answersHttp({ status: 201, json: { payment_id: "pay_1" } }));
  const { acts } = run.read();
  const named = acts[1]?.blocks[0];
  expect(named).toMatchObject({ block: "ask_name", signal: "answer", output: "success" });
  expect(named?.changes).toMatchObject([{ name: "name", before: undefined, after: "Ann" }]);
  expect(acts[2]?.blocks.at(-1)).toMatchObject({ block: "request", isParked: true });
  expect(acts[3]?.blocks[0]).toMatchObject({ block: "request", answer: { status: 201 } });
});

test("shows what was set from outside, before and after", () => {
  const { run } = untilTheCall();
  run.perform(sets({ data: { status: "paid" } }));
  run.perform(sets({ data: null }));
  const [first, second] = run
    .read()
    .acts.slice(-2)
    .map(({ changes }) => changes[0]);
  expect(first).toMatchObject({ name: "data", after: { status: "paid" } });
  expect(second).toMatchObject({ before: { status: "paid" }, after: undefined });
});

test("skips a wait by letting its time run out", () => {
  const { run } = untilTheCall();
  run.perform(answersHttp({ status: 201, json: { payment_id: "pay_1" } }));
  const { wait } = run.read();
  expect(wait).toMatchObject({ phase: "waiting", timer: { inMs: 15 * 60_000 } });
  const skip = wait && skips(wait);
  expect(skip?.line).toBe("passes 15 minutes");
  if (skip) run.perform(skip);
  expect(run.read().cursor).toEqual({ phase: "asking", block: "too_slow" });
});

test("counts how long it has been parked by the reader's clock and by the flow's", () => {
  const { run, clock } = untilTheCall();
  clock.ms += 5000;
  run.perform(answersHttp({ status: 201, json: {} }));
  const { clockMs } = run.read();
  run.perform(jumps(60_000));
  expect(run.read().wait).toMatchObject({ seenMs: clock.ms, sinceMs: clockMs });
  expect(run.read().clockMs - clockMs).toBe(60_000);
});

test("what cannot happen changes nothing and is not kept", () => {
  const { run } = untilTheCall();
  const before = run.read();
  expect(run.perform(presses("Refund"))).toContain('There is no button "Refund"');
  expect(run.read()).toBe(before);
  expect(run.lines()).toHaveLength(3);
});

test("is over where the flow goes on in a bot that is not here", () => {
  const a = { kind: "jump", params: { bot: 7 }, next: {} };
  const flow = parsedFlow(JSON.stringify({ format: 1, name: "Away", start: "a", blocks: { a } }));
  const opened = openRun(flow, marina, { nowMs: () => 0 });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  opened.run.perform(comes());
  expect(opened.run.read().fault).toContain("bot 7");
  expect(opened.run.perform(says("Ann"))).toContain("bot 7");
});

test("a draft with errors does not run, and says why", () => {
  const broken = { ...exampleFlow("payment"), start: "nowhere" };
  const opened = openRun(broken, marina, { nowMs: () => 0 });
  expect(opened).toMatchObject({ ok: false, problems: [{ code: "missing-block" }] });
});

const someLine = fc.constantFrom(
  comes(),
  says("Ann"),
  says("ann@example.org"),
  says("two\nlines"),
  presses("Try again"),
  answersHttp({ status: 201, json: { payment_id: "pay_1" } }),
  answersHttp({ status: 500, text: "Busy", headers: { "retry-after": "1" } }),
  failsHttp(),
  resumes({ status: "paid" }),
  sets({ data: { status: "paid" } }),
  goes("Nkqgn6xkf"),
  goes(),
  jumps(61_500),
  jumps(86_400_000),
);

test("a run that was kept passes as a test, whatever happened in it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("payment", "payment-wait", "support", "lead-form"),
      fc.array(someLine, { maxLength: 15 }),
      (name, acts) => {
        const { run } = openExample(exampleFlow(name));
        for (const act of acts) run.perform(act);
        const world = worldOf(marina);
        const transcript = writeTranscript(run.document, "Kept", run.lines(), world);
        expect(checkTranscript(run.document, transcript, world)).toBeNull();
        const said = run
          .read()
          .said.flatMap(({ entry }) =>
            "message" in entry && entry.message.type === "text" ? [entry.message.text] : [],
          );
        for (const text of said) expect(transcript).toContain(text.split("\n")[0]?.trimEnd());
      },
    ),
    { numRuns: 150 },
  );
});

test("goes on in another bot's published flow and back in the draft, each block under its own name", () => {
  const leads = (bot: number) => ({ kind: "jump", params: { bot } });
  const asks = (words: string, next: string) => ({
    ...{ kind: "ask_name", name: words, params: { text: words }, next: { success: next } },
  });
  const document = flowOf({ a: asks("Draft", "over"), over: leads(7) });
  const shop = { name: "Shop", version: 3, flow: flowOf({ a: asks("Shop", "b"), b: leads(1) }) };
  const bot = { id: 1, name: "Front", others: new Map([[7, shop]]) };
  const opened = openRun(document, bot, { nowMs: () => 0 });
  if (!opened.ok) throw new Error("The flow has errors.");
  const { run } = opened;
  for (const act of [comes(), says("Ann"), says("Bea")]) expect(run.perform(act)).toBeNull();
  const seen = run.read().acts.map(({ bot: from, blocks }) => [from, blocks.map((it) => it.bot)]);
  expect(seen).toEqual([
    [1, [1]],
    [1, [1, 1, 7]],
    [7, [7, 7, 1]],
  ]);
  expect(run.read()).toMatchObject({ bot: 1, fault: null });
  expect(run.read().path).toMatchObject({ last: "a", at: "a" });
  const transcript = writeTranscript(document, "Front", run.lines(), worldOf(bot));
  expect(checkTranscript(document, transcript, worldOf(bot))).toBeNull();
});

test("a bot without a published flow ends the run with a reason", () => {
  const document = flowOf({ over: { kind: "jump", params: { bot: 7 } } });
  const { run } = openExample(document);
  expect(run.perform(comes())).toContain("bot 7");
  expect(run.read().fault).toContain("bot 7");
});

const flowOf = (blocks: object) =>
  parsedFlow(JSON.stringify({ format: 1, name: "Test", start: Object.keys(blocks)[0], blocks }));

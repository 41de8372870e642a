import { expect, test } from "vitest";
import { answered, settle, startByHand } from "./testing/hand-dispatch.ts";

test("sends what a turn owes at once, as it was rendered, and records it", async () => {
  const { say, egress, pass, find, outcomes, lags } = await startByHand();
  await say(1);
  expect(egress.calls).toHaveLength(1);
  const [call] = egress.calls;
  expect(call?.request).toMatchObject({
    ...{ method: "POST", url: "https://example.org/hook", policy: "hook" },
    ...{ connectTimeoutMs: 5_000, totalTimeoutMs: 15_000, maxAnswerBytes: 65_536 },
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "landbot/webhooks",
      "webhook-id": "evt_1_1",
      "webhook-timestamp": "1700000000",
      "webhook-signature": expect.stringMatching(/^v1,[\w+/]{43}=$/),
      "sentry-trace": expect.stringMatching(/^[0-9a-f]{32}-[0-9a-f]{16}-0$/),
    },
  });
  expect(String(call?.request.body)).toBe('{"messages":[{"seq":1,"data":{"body":"é"}}]}');
  call?.answer(204, { "x-id": "7" });
  await pass(20, 10);
  expect(await find(1, 1)).toMatchObject({
    status: "ok",
    attempts: [{ status: 204, answerHeaders: { "x-id": "7" }, answer: "", error: null }],
  });
  expect([outcomes, lags]).toEqual([["ok"], [0]]);
});

test("waits twice as long for an API channel's own receiver", async () => {
  const { say, egress } = await startByHand([{ form: "apichat" }]);
  await say(1);
  expect(egress.calls[0]?.request).toMatchObject({
    ...{ connectTimeoutMs: 5_000, totalTimeoutMs: 30_000 },
  });
});

test("keeps the order of each conversation, and lets no conversation wait for another", async () => {
  const { say, egress, names, openNames } = await startByHand();
  await say(1, 3);
  await say(2, 2);
  expect(openNames()).toEqual(["1.1", "2.1"]);
  [...egress.open][1]?.answer(200);
  await settle();
  expect(openNames()).toEqual(["1.1", "2.2"]);
  for (let n = 0; n < 4; n += 1) {
    [...egress.open][0]?.answer(200);
    await settle();
  }
  expect(names()).toEqual(["1.1", "2.1", "2.2", "1.2", "1.3"]);
});

test("sends the next of a lane before the one before it is recorded", async () => {
  const { say, egress, names, statusOf } = await startByHand();
  egress.script.reply = () => answered(200);
  await say(1, 50);
  expect(names()).toEqual(Array.from({ length: 50 }, (_, n) => `1.${n + 1}`));
  expect(await statusOf(1, 1)).toBe("pending");
});

test("delivers to each hook by itself", async () => {
  const { say, egress, openNames } = await startByHand([
    { url: "http://a/" },
    { url: "http://b/" },
  ]);
  await say(1, 2);
  expect(openNames()).toEqual(["1.1", "1.1"]);
  [...egress.open].find(({ request }) => request.url === "http://b/")?.answer(200);
  await settle();
  expect([...egress.open].map(({ name, request }) => `${name} ${request.url}`)).toEqual([
    "1.1 http://a/",
    "1.2 http://b/",
  ]);
});

test("tries again by the schedule, with the same bytes and a fresh signature, until it is done", async () => {
  const { say, egress, pass, find } = await startByHand();
  egress.script.reply = (call) => answered(egress.calls.indexOf(call) < 3 ? 500 : 200);
  await say(1, 2);
  await pass(37_000);
  const first = egress.calls.filter(({ name }) => name === "1.1");
  expect(first.map(({ atMs }) => atMs - (first[0]?.atMs ?? 0))).toEqual([0, 1_000, 6_000, 36_000]);
  expect(new Set(first.map(({ request }) => String(request.body))).size).toBe(1);
  expect(new Set(first.map(({ request }) => request.headers["sentry-trace"])).size).toBe(1);
  expect(new Set(first.map(({ request }) => request.headers["webhook-signature"])).size).toBe(4);
  expect(egress.calls.map(({ name }) => name)).toEqual(["1.1", "1.1", "1.1", "1.1", "1.2"]);
  expect((await find(1, 1))?.attempts.map(({ status }) => status)).toEqual([500, 500, 500, 200]);
});

test("takes up what an earlier process left, the first of each lane first", async () => {
  const { commit, egress, restart, names, dispatcher, pass } = await startByHand();
  await dispatcher.stop(0);
  await commit(1, 3);
  await commit(2, 1);
  egress.script.reply = () => answered(200);
  await restart();
  await pass(100);
  expect(names().toSorted()).toEqual(["1.1", "1.2", "1.3", "2.1"]);
  expect(names().filter((name) => name.startsWith("1."))).toEqual(["1.1", "1.2", "1.3"]);
});

test("finds what nobody told it of within two seconds", async () => {
  const { commit, egress, pass, names, say } = await startByHand();
  egress.script.reply = () => answered(200);
  await say(5);
  await pass(100);
  await commit(1, 2);
  await pass(2_000);
  expect(names()).toEqual(["5.1", "1.1", "1.2"]);
});

test("records nothing and sends nothing more once another process delivers", async () => {
  const { say, egress, store, pass, reports, names, statusOf } = await startByHand();
  await say(1, 2);
  await store.beginDispatch();
  egress.script.reply = () => answered(200);
  [...egress.open][0]?.answer(200);
  await pass(100);
  await say(2);
  expect(reports).toEqual(["delivering to hooks: Error: Another process delivers to hooks now."]);
  expect(names()).not.toContain("2.1");
  expect(await statusOf(1, 1)).toBe("pending");
});

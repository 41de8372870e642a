import { expect, test } from "vitest";
import { answered, failed, settle, startByHand } from "./testing/hand-dispatch.ts";

/** The requests of one name that are open now. */
const openOf = <T extends { readonly name: string }>(open: Iterable<T>, name: string): T[] =>
  [...open].filter((call) => call.name === name);

test("sends the next of a lane five seconds after one that stays without an answer, and tries that again beside it", async () => {
  const { say, egress, pass, openNames, find, names } = await startByHand();
  await say(1, 3);
  await pass(4_900);
  expect(openNames()).toEqual(["1.1"]);
  await pass(100);
  expect(openNames()).toEqual(["1.1", "1.2"]);
  egress.script.reply = () => answered(200);
  [...egress.open].at(-1)?.answer(200);
  await pass(100);
  expect(names()).toEqual(["1.1", "1.2", "1.3"]);
  expect(await find(1, 1)).toMatchObject({ status: "pending", isReleased: true, attempts: [] });
  [...egress.open][0]?.fail("timeout", true);
  await pass(1_100);
  expect(names()).toEqual(["1.1", "1.2", "1.3", "1.1"]);
  expect(await find(1, 1)).toMatchObject({
    ...{ status: "ok", isReleased: true },
    attempts: [{ status: null, error: "It failed: timeout." }, { status: 200 }],
  });
});

test("lets nothing pass before the store knows of it, so that not even a crash leaves an order that the log does not explain", async () => {
  const gate = { open: () => {} };
  const { say, egress, pass, names, reports } = await startByHand([{}], {
    wrap: (store) => ({
      ...store,
      recordDeliveries: async (...args) => {
        await new Promise<void>((resolve) => {
          gate.open = resolve;
        });
        return store.recordDeliveries(...args);
      },
    }),
  });
  egress.script.reply = ({ name }) => (name === "1.1" ? null : answered(200));
  await say(1, 2);
  await pass(8_000);
  expect(names()).toEqual(["1.1"]);
  gate.open();
  await settle();
  expect([names(), reports]).toEqual([["1.1", "1.2"], []]);
});

test("counts an answer that comes after five seconds as what it is", async () => {
  const { say, egress, pass, find } = await startByHand();
  await say(1, 2);
  await pass(9_000);
  [...egress.open][0]?.answer(200);
  await pass(100);
  expect(await find(1, 1)).toMatchObject({ status: "ok", attempts: [{ status: 200 }] });
});

test("holds a strict lane until the end, however silent the receiver is", async () => {
  const { say, egress, pass, names } = await startByHand([{ ordering: "strict" }]);
  await say(1, 2);
  await pass(14_900);
  expect(names()).toEqual(["1.1"]);
  [...egress.open][0]?.fail("timeout", true);
  await pass(1_100);
  expect(names()).toEqual(["1.1", "1.1"]);
});

test("sends everything at once where no order is wanted", async () => {
  const { say, openNames } = await startByHand([{ ordering: "none" }]);
  await say(1, 3);
  expect(openNames()).toEqual(["1.1", "1.2", "1.3"]);
});

test("waits for no answer any more after three silent requests in a row, until one comes in time", async () => {
  const { say, egress, pass, names, openNames, find } = await startByHand();
  for (const conversation of [1, 2, 3]) await say(conversation);
  await pass(5_000);
  await say(4, 3);
  expect(openNames().slice(3)).toEqual(["4.1", "4.2", "4.3"]);
  await pass(100);
  expect([(await find(4, 1))?.isReleased, (await find(4, 2))?.isReleased]).toEqual([true, true]);
  // In time, so that lanes are waited for again.
  openOf(egress.open, "4.3")[0]?.answer(200);
  await settle();
  await say(5, 2);
  expect(names()).toContain("5.1");
  expect(names()).not.toContain("5.2");
});

test("lets a lane that is waited for no more go on as soon as something comes into it", async () => {
  const { say, pass, openNames } = await startByHand();
  for (const conversation of [1, 2, 3]) await say(conversation);
  await pass(5_000);
  await say(4);
  await say(4);
  expect(openNames().slice(3)).toEqual(["4.1", "4.2"]);
});

test("opens no more than four requests for one lane, and keeps nothing new out for those that were silent for five seconds", async () => {
  const { say, egress, pass, openNames, names, find } = await startByHand();
  egress.script.reply = ({ name }) => (name === "1.10" ? answered(200) : null);
  await say(1, 4);
  await pass(15_100);
  const inLane = () => openNames().filter((name) => name.startsWith("1."));
  expect(inLane()).toHaveLength(4);
  await say(1, 6);
  await pass(4_900);
  expect(inLane()).toHaveLength(4);
  // By then every one of the four that were open has been silent for five seconds, one after the other.
  await pass(10_000);
  expect(inLane()).toHaveLength(4);
  expect(names()).toContain("1.9");
  await pass(5_100);
  expect(names()).toContain("1.10");
  expect((await find(1, 10))?.status).toBe("ok");
  expect((await find(1, 1))?.attempts[0]).toMatchObject({ status: null });
});

test("gives up the oldest silent request of a lane at once for what is new, not for what is tried again", async () => {
  const { say, pass, openNames } = await startByHand();
  for (const conversation of [2, 3, 4]) await say(conversation);
  await pass(5_000);
  await say(1, 4);
  await pass(4_000);
  await say(1);
  expect(openNames().slice(3)).toEqual(["1.1", "1.2", "1.3", "1.4"]);
  await pass(1_000);
  expect(openNames().slice(3)).toEqual(expect.arrayContaining(["1.5"]));
  expect(openNames().slice(3)).toHaveLength(4);
});

/** A hook with 200 conversations that stay without an answer, and how long the next one then waits for its request. */
async function waitBehindSilentOnes(answeredBefore: number): Promise<number> {
  const { say, egress, pass, names } = await startByHand();
  const isAnswered = (conversation: number) => conversation > 1_200 || conversation <= 1_000;
  egress.script.reply = ({ name }) =>
    isAnswered(Number(name.split(".")[0])) ? answered(200) : null;
  for (let conversation = 1; conversation <= answeredBefore; conversation += 1)
    await say(conversation);
  for (let conversation = 1_001; conversation <= 1_201; conversation += 1) await say(conversation);
  let waitedMs = 0;
  for (; !names().includes("1201.1") && waitedMs < 20_000; waitedMs += 10) await pass(10, 10);
  return waitedMs;
}

test("lets requests without an answer take no other conversation's place for more than a moment", async () => {
  // 64 at a time of a receiver that has answered, 16 of one of which nothing is known yet; 50 ms each.
  expect(await waitBehindSilentOnes(10)).toBeLessThanOrEqual(200);
  expect(await waitBehindSilentOnes(0)).toBeLessThanOrEqual(700);
});

test("does not flood a receiver that needs its time: a place is kept for as long as it usually answers", async () => {
  const { say, egress, pass } = await startByHand();
  for (let conversation = 1; conversation <= 10; conversation += 1) await say(conversation);
  await pass(400, 10);
  for (const call of [...egress.open]) call.answer(200);
  for (let conversation = 11; conversation <= 300; conversation += 1) await say(conversation);
  await pass(900, 10);
  expect(egress.open.size).toBe(64);
});

test("gives up the oldest silent request of a receiver when there are too many, and tries it again later", async () => {
  const { say, egress, pass, find } = await startByHand();
  for (let conversation = 1; conversation <= 600; conversation += 1) await say(conversation);
  await pass(20_000, 500);
  const aborted = egress.calls.filter(({ request }) => request.signal?.aborted === true);
  expect(egress.open.size).toBeLessThanOrEqual(512 + 64);
  expect(aborted.length).toBeGreaterThan(0);
  expect(aborted[0]?.name).toBe("1.1");
  expect(await find(1, 1)).toMatchObject({ status: "failed", isReleased: true });
});

test("disturbs no other hook by one that never answers", async () => {
  const { say, egress, pass } = await startByHand([
    { url: "http://silent.example/" },
    { url: "http://quick.example/" },
  ]);
  egress.script.reply = ({ request }) => (request.url.includes("quick") ? answered(200) : null);
  const waits: number[] = [];
  for (let conversation = 1; conversation <= 100; conversation += 1) {
    await say(conversation, 2);
    const quick = egress.calls.filter(({ request }) => request.url.includes("quick"));
    waits.push(quick.length);
    await pass(50, 50);
  }
  expect(waits).toEqual(Array.from({ length: 100 }, (_, n) => 2 * (n + 1)));
});

test("takes a request that could not be sent in time for a receiver that cannot be reached", async () => {
  const { say, egress, pass, names } = await startByHand();
  egress.script.isSent = false;
  await say(1, 2);
  await pass(6_000);
  expect(names()).toEqual(["1.1"]);
  egress.script.reply = () => failed("connect", false);
  [...egress.open][0]?.fail("timeout", false);
  await pass(900);
  expect(names()).toEqual(["1.1"]);
});

import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { openTestProduct, storeNames, type TestProduct } from "../../open-test-product.ts";

const says = (text: string) => ({ kind: "send_text", params: { text } });

const blocks = {
  ask: {
    kind: "ask_text",
    params: { text: "Your order?", field: "order", timeoutSeconds: 60, idleSeconds: 20 },
    next: { success: "thanks", timeout: "late", idle: "nudge" },
  },
  thanks: says("Thanks"),
  late: says("Too late"),
  nudge: { ...says("Still there?"), next: { success: "ask2" } },
  ask2: {
    kind: "ask_text",
    params: { text: "Once more: your order?", field: "order", timeoutSeconds: 60 },
    next: { success: "thanks", timeout: "late" },
  },
};

/** Turns the clock in small steps, so that every alarm rings when it should and what it starts can end. */
async function pass(product: TestProduct, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    product.clock.advance(Math.min(500, ms - passed));
    await rest(product);
  }
}

/** A database on a disk needs time of its own, in which the clock has to go on. */
async function aLittleLater(product: TestProduct, id: number): Promise<readonly string[]> {
  await pass(product, 500);
  return product.transcript(id);
}

async function rest({ features }: TestProduct): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await nextTurn();
    await features.mailbox.idle();
  }
}

test.each(storeNames)(
  "lets a silent customer's timers fire, each once and in time (%s)",
  async (store) => {
    const product = await openTestProduct({ store, blocks });
    product.startWorkers();
    const outcome = await product.features.visitorTurns.arrive(product.visitor("ann"));
    if (outcome.kind !== "taken") throw new Error(outcome.kind);
    const { id } = outcome.conversation;
    await pass(product, 19_500);
    expect(await product.transcript(id)).toEqual(["bot: Your order?"]);
    await pass(product, 1_000);
    const nudged = ["bot: Your order?", "bot: Still there?", "bot: Once more: your order?"];
    await expect.poll(() => aLittleLater(product, id)).toEqual(nudged);
    await pass(product, 57_000);
    expect(await product.transcript(id)).toEqual(nudged);
    await pass(product, 3_000);
    await expect.poll(() => aLittleLater(product, id)).toEqual([...nudged, "bot: Too late"]);
    await pass(product, 120_000);
    expect(await product.transcript(id)).toEqual([...nudged, "bot: Too late"]);
    expect((await product.store.report()).tasks).toBe(0);
    await product.close();
  },
  20_000,
);

test.each(storeNames)(
  "never lets a timer fire that an answer has cancelled (%s)",
  async (store) => {
    const product = await openTestProduct({ store, blocks });
    product.startWorkers();
    const id = await product.say("ann", "A pizza");
    expect((await product.store.report()).tasks).toBe(0);
    await pass(product, 90_000);
    expect(await product.transcript(id)).toEqual([
      "bot: Your order?",
      "customer: A pizza",
      "bot: Thanks",
    ]);
    expect(await product.store.trace(id, 10)).toEqual([]);
    await product.close();
  },
  20_000,
);

test("takes an answer that comes in the same instant as the time-out before it or after it, never both", async () => {
  const product = await openTestProduct({ blocks });
  product.startWorkers();
  await product.features.visitorTurns.arrive(product.visitor("ann"));
  await rest(product);
  product.clock.advance(20_000);
  const id = await product.say("ann", "A pizza");
  await rest(product);
  const said = await product.transcript(id);
  const answeredFirst = ["bot: Your order?", "customer: A pizza", "bot: Thanks"];
  const timedOutFirst = [
    ...["bot: Your order?", "bot: Still there?", "bot: Once more: your order?"],
    ...["customer: A pizza", "bot: Thanks"],
  ];
  expect([answeredFirst, timedOutFirst]).toContainEqual(said);
  await product.close();
});

test("fires what became due while nobody was there to perform it", async () => {
  const product = await openTestProduct({ store: "sqlite", blocks });
  await product.features.visitorTurns.arrive(product.visitor("ann"));
  product.clock.advance(3_600_000);
  product.startWorkers();
  await expect
    .poll(async () => {
      const found = await product.features.visitors.find(product.channel, "ann");
      return product.transcript(found ?? 0);
    })
    .toContain("bot: Still there?");
  await product.close();
});

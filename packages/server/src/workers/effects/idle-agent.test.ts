import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { openTestProduct, storeNames, type TestProduct } from "../../open-test-product.ts";

const blocks = {
  ask: {
    kind: "ask_text",
    params: { text: "Your order?", field: "order" },
    next: { success: "end" },
  },
  end: { kind: "send_text", params: { text: "Thanks" } },
};

async function open(options: Parameters<typeof openTestProduct>[0] = {}, idleMinutes?: number) {
  const product = await openTestProduct({ blocks, ...options });
  if (idleMinutes !== undefined)
    await product.features.channels.update(product.channel, {
      settings: { agent_idle_minutes: idleMinutes },
    });
  const arrived = await product.features.visitorTurns.arrive(product.visitor("ann"));
  if (arrived.kind !== "taken") throw new Error(arrived.kind);
  return { product, id: arrived.conversation.id };
}

const assign = ({ features, admin }: TestProduct, id: number) =>
  features.agentTurns.assign(id, { id: admin.id, name: admin.name }, false);

/** Turns the clock in small steps, so that every alarm rings when it should. */
async function pass({ clock, features }: TestProduct, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    clock.advance(Math.min(5, seconds - passed) * 1000);
    for (let turn = 0; turn < 4; turn += 1) {
      await nextTurn();
      await features.mailbox.idle();
    }
  }
}

/** A database on a disk needs time of its own, in which the clock has to go on. */
async function aLittleLater(product: TestProduct, id: number): Promise<string | undefined> {
  await pass(product, 1);
  return (await product.transcript(id)).at(-1);
}

test.each(storeNames)(
  "lets an agent go after five minutes of silence, and the next message goes to the bot (%s)",
  async (store) => {
    const { product, id } = await open({ store });
    product.startWorkers();
    await assign(product, id);
    await pass(product, 200);
    await product.say("ann", "Hello?");
    await pass(product, 290);
    expect((await product.transcript(id)).at(-1)).toBe("customer: Hello?");
    await pass(product, 10);
    await expect.poll(() => aLittleLater(product, id)).toBe("[unassign]");
    await product.say("ann", "A pizza");
    expect((await product.transcript(id)).slice(1)).toEqual([
      ...["[assign]", "customer: Hello?", "[unassign]", "customer: A pizza", "bot: Thanks"],
    ]);
    expect((await product.store.report()).tasks).toBe(0);
    await product.close();
  },
  20_000,
);

test("owes one timer however much is said, and none once the agent has let go", async () => {
  const { product, id } = await open();
  await assign(product, id);
  for (const text of ["a", "b", "c"]) await product.say("ann", text);
  expect((await product.store.report()).tasks).toBe(1);
  await product.features.agentTurns.unassign(id, { agent: product.admin, role: "admin" });
  expect((await product.store.report()).tasks).toBe(0);
  await product.close();
});

test("lets an agent go whose time ran out while the server was down", async () => {
  const { product, id } = await open({ store: "sqlite" });
  await assign(product, id);
  product.clock.advance(3_600_000);
  product.startWorkers();
  await expect.poll(() => aLittleLater(product, id)).toBe("[unassign]");
  await product.close();
});

test("the channel says after how long, and 0 is never, also for who holds it already", async () => {
  const { product, id } = await open({}, 1);
  product.startWorkers();
  await assign(product, id);
  await pass(product, 65);
  expect((await product.transcript(id)).at(-1)).toBe("[unassign]");
  await assign(product, id);
  await product.features.channels.update(product.channel, { settings: { agent_idle_minutes: 0 } });
  await pass(product, 120);
  expect((await product.transcript(id)).at(-1)).toBe("[assign]");
  await product.say("ann", "Hello?");
  expect((await product.store.report()).tasks).toBe(0);
  await product.close();
});

test.each([
  ["longer", 5, 60],
  ["shorter", 60, 5],
])("a %s time counts from the next word on, and not before", async (_which, before, after) => {
  const { product, id } = await open({}, before);
  const give = (minutes: number) =>
    product.features.channels.update(product.channel, {
      settings: { agent_idle_minutes: minutes },
    });
  const last = async () => (await product.transcript(id)).at(-1);
  product.startWorkers();
  await assign(product, id);
  await give(after);
  await pass(product, before * 60 - 5);
  expect(await last()).toBe("[assign]");
  await product.say("ann", "Hello?");
  await pass(product, after * 60 - 5);
  expect(await last()).toBe("customer: Hello?");
  await pass(product, 5);
  expect(await last()).toBe("[unassign]");
  await give(before);
  await assign(product, id);
  await give(after);
  await pass(product, before * 60);
  expect(await last()).toBe("[unassign]");
  await product.close();
});

import { expect, test } from "vitest";
import { openTestProduct, type TestProduct } from "../../open-test-product.ts";

const blocks = {
  ask: { kind: "ask_text", params: { text: "Help?", field: "help" }, next: { success: "human" } },
  human: {
    kind: "human_takeover",
    params: { agents: "anyone" },
    next: { assigned: "back", nobody: "sorry" },
  },
  back: { kind: "send_text", params: { text: "The bot is back" } },
  sorry: { kind: "send_text", params: { text: "Nobody is here" } },
};

async function settle(product: TestProduct): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    product.clock.advance(10);
    await new Promise((resolve) => setImmediate(resolve));
    await product.features.mailbox.idle();
  }
}

async function setOnline(product: TestProduct, status: "online" | "offline"): Promise<void> {
  const { features, workspace, admin } = product;
  await features.agents.update(workspace.id, admin.id, { status });
}

async function addAgent({ features, workspace }: TestProduct, name: string): Promise<number> {
  const email = `${name.toLowerCase()}@example.org`;
  const agent = await features.agents.create({
    ...{ workspaceId: workspace.id, name, email, role: "agent", status: "online" },
  });
  return agent.id;
}

const holderOf = async ({ store }: TestProduct, id: number) =>
  (await store.conversation(id))?.state.holder?.id ?? null;

test("gives conversations to the agents online in turn", async () => {
  const product = await openTestProduct({ blocks });
  product.startWorkers();
  const { admin } = product;
  const bo = await addAgent(product, "Bo");
  const holders: (number | null)[] = [];
  for (const visitor of ["ann", "ben", "cat", "dan"]) {
    const id = await product.say(visitor, "please");
    await settle(product);
    holders.push(await holderOf(product, id));
  }
  expect(holders).toEqual([admin.id, bo, admin.id, bo]);
  await product.close();
});

test("tells the flow that nobody is online, also in another workspace's favour", async () => {
  const product = await openTestProduct({ blocks });
  product.startWorkers();
  await setOnline(product, "offline");
  const { features } = product;
  await features.agents.create({
    ...{ workspaceId: product.workspace.id + 1, name: "Eve", email: "eve@example.org" },
    ...{ role: "agent", status: "online" },
  });
  const id = await product.say("ann", "please");
  await settle(product);
  expect((await product.transcript(id)).at(-1)).toBe("bot: Nobody is here");
  await product.close();
});

test("costs no agent their turn for a conversation that has moved on", async () => {
  const product = await openTestProduct({ blocks });
  const bo = await addAgent(product, "Bo");
  const id = await product.say("ann", "please");
  const { features, workspace, bot, admin } = product;
  await features.go({
    ...{ customerId: id, workspaceId: workspace.id, botId: bot.id, block: "ask", isLaunched: true },
  });
  product.startWorkers();
  await settle(product);
  expect(await holderOf(product, id)).toBeNull();
  expect((await product.store.report()).tasks).toBe(0);
  expect((await features.agents.chooseOnline(workspace.id, null))?.id).toBe(admin.id);
  expect((await features.agents.chooseOnline(workspace.id, null))?.id).toBe(bo);
  await product.close();
});

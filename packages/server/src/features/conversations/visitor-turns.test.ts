import { afterEach, expect, test } from "vitest";
import { openTestProduct, type TestProduct } from "../../open-test-product.ts";
import type { Commit } from "../../ports/store.ts";
import type { VisitorContext } from "./visitor-turns.ts";

let product: TestProduct;
afterEach(() => product.close());

const flow = {
  fields: {
    plan: { type: "string", hidden: true },
    seats: { type: "integer", hidden: true },
    status: { type: "string" },
  },
};

const blocks = {
  hello: {
    kind: "ask_text",
    params: { text: "Plan @plan at @landbot_url?", field: "answer" },
    next: { success: "upgrade" },
  },
  upgrade: {
    kind: "set_field",
    params: { assignments: [{ field: "plan", type: "string", value: "gold" }] },
    next: { success: "again" },
  },
  again: {
    kind: "ask_text",
    params: { text: "Now @plan?", field: "answer" },
    next: { success: "again" },
  },
};

async function say(text: string, more: Partial<VisitorContext> = {}): Promise<number> {
  const message = { type: "text", text } as const;
  const outcome = await product.features.visitorTurns.say(product.visitor("ann", more), {
    message,
  });
  if (outcome.kind !== "taken") throw new Error(outcome.kind);
  return outcome.conversation.id;
}

const fieldsOf = async (id: number) => {
  const fields = (await product.store.conversation(id))?.state.fields ?? {};
  return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
};

test("knows hidden fields and the page before the greeting, which is written before the first message", async () => {
  product = await openTestProduct({ blocks, flow });
  const facts = { landbot_url: "https://shop.example/", browser: "Firefox" };
  const id = await say("yes", { customData: { plan: "silver", seats: "12" }, facts });
  expect(await product.transcript(id)).toEqual([
    "bot: Plan silver at https://shop.example/?",
    "customer: yes",
    "bot: Now gold?",
  ]);
  expect(await fieldsOf(id)).toMatchObject({ plan: "gold", seats: 12 });
});

test("lets what the flow wrote later stand, until the page says something else", async () => {
  product = await openTestProduct({ blocks, flow });
  const customData = { plan: "silver" };
  const id = await say("yes", { customData });
  // The chat tells the same with every message.
  await say("again", { customData });
  expect((await fieldsOf(id)).plan).toBe("gold");
  await say("again", { customData: { plan: "platinum" } });
  expect((await product.transcript(id)).at(-1)).toBe("bot: Now platinum?");
  await say("again", {});
  expect((await fieldsOf(id)).plan).toBe("platinum");
});

test("takes no field from a page that the flow does not declare as hidden", async () => {
  product = await openTestProduct({ blocks, flow });
  const forged = JSON.parse(
    '{"status":"paid","answer":"x","unknown":1,"__proto__":{"status":"paid"},"constructor":{"prototype":{"x":1}},"toString":"x","plan":null,"seats":"many"}',
  );
  const id = await say("yes", { customData: forged });
  expect(await fieldsOf(id)).toEqual({ answer: "yes", plan: "gold" });
  const state = (await product.store.conversation(id))?.state;
  expect(state?.facts).toEqual({});
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test("writes nothing for a page and a browser that are as they were", async () => {
  const commits: Commit[] = [];
  product = await openTestProduct({
    ...{ blocks, flow },
    wrapStore: (store) => ({
      ...store,
      commit: (commit) => {
        commits.push(commit);
        return store.commit(commit);
      },
    }),
  });
  const more = { facts: { landbot_url: "https://shop.example/" }, customData: { plan: "silver" } };
  await product.features.visitorTurns.arrive(product.visitor("ann", more));
  const before = commits.length;
  await product.features.visitorTurns.arrive(product.visitor("ann", more));
  expect(commits).toHaveLength(before);
  await product.features.visitorTurns.arrive(
    product.visitor("ann", { ...more, facts: { landbot_url: "https://shop.example/cart" } }),
  );
  expect(commits).toHaveLength(before + 1);
});

test("refuses all of a message whose hidden fields do not fit, and keeps nothing of it", async () => {
  product = await openTestProduct({ blocks, flow });
  const customData = { plan: "x".repeat(200_000) };
  const outcome = await product.features.visitorTurns.say(product.visitor("ann", { customData }), {
    message: { type: "text", text: "yes" },
  });
  expect(outcome).toMatchObject({ kind: "refused", refusal: "too-many-fields" });
  expect(await product.store.countCustomers(product.channel.id)).toBe(0);
});

test("brings an archived customer back by their message, and nobody else", async () => {
  product = await openTestProduct({ blocks, flow });
  const id = await say("yes");
  const { agentTurns, visitorTurns } = product.features;
  await agentTurns.archive(id, { agent: product.admin, role: "admin" });
  await visitorTurns.arrive(product.visitor("ann"));
  expect((await product.store.conversation(id))?.state.isArchived).toBe(true);
  await say("I am back");
  expect((await product.transcript(id)).slice(-4)).toEqual([
    ...["[archive]", "[unarchive]", "customer: I am back", "bot: Now gold?"],
  ]);
});

test("gives the agent who holds the conversation what the customer writes, and the bot nothing", async () => {
  product = await openTestProduct({ blocks, flow });
  const id = await say("yes");
  const { agentTurns } = product.features;
  const bo = { agent: { id: 7, name: "Bo" }, role: "agent" } as const;
  await agentTurns.send(id, bo, { type: "text", text: "I am Bo" }, true);
  await say("#init");
  expect((await product.transcript(id)).slice(-3)).toEqual([
    ...["[assign]", "agent: I am Bo", "customer: #init"],
  ]);
  const stranger = { agent: { id: 8, name: "Cy" }, role: "agent" } as const;
  expect(await agentTurns.send(id, stranger, { type: "text", text: "me too" }, true)).toMatchObject(
    { refusal: "held" },
  );
  expect(await agentTurns.unassign(id, stranger)).toMatchObject({ refusal: "held" });
  expect(await agentTurns.unassign(id, bo)).toMatchObject({ kind: "taken" });
  await say("hello");
  expect((await product.transcript(id)).slice(-2)).toEqual(["customer: hello", "bot: Now gold?"]);
});

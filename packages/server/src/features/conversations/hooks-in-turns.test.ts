import { ApichatHookPayload, MessageHookPayload } from "@parley/contract";
import { expect, test } from "vitest";
import {
  openTestProduct,
  storeNames,
  type TestProduct,
  type TestProductOptions,
} from "../../open-test-product.ts";
import type { HookWrites } from "../../ports/hooks.ts";
import type { Commit, CommitResult, Store } from "../../ports/store.ts";
import { addHook, hookOf } from "../hooks/testing/hook-records.ts";

async function withProduct(
  options: TestProductOptions,
  run: (product: TestProduct) => Promise<void>,
): Promise<void> {
  const product = await openTestProduct(options);
  try {
    await run(product);
  } finally {
    await product.close();
  }
}

/** Notes every commit with a turn, and lets some of them meet a conflict. */
function noting(commits: Commit[], answers: (CommitResult | null)[] = []) {
  return (store: Store): Store => ({
    ...store,
    commit: async (commit) => {
      if (!commit.turn) return store.commit(commit);
      const answer = answers.shift() ?? null;
      if (answer === null) commits.push(commit);
      return answer ?? store.commit(commit);
    },
  });
}

const allEvents = ["finish", "archive", "unarchive", "block", "unblock"];

/** The bodies that a hook is owed, in order. */
async function bodies({ store }: TestProduct, hookId: number, conversationId: number) {
  const { rows } = await store.deliveries({ hookId, conversationId, offset: 0, limit: 500 });
  const found = await Promise.all(
    rows
      .toSorted((a, b) => a.seq - b.seq)
      .map(({ seq, variant }) => store.rendering(conversationId, seq, variant)),
  );
  return found.map((it) => JSON.parse(it?.body ?? "null"));
}

const messages = async (product: TestProduct, hookId: number, conversationId: number) =>
  (await bodies(product, hookId, conversationId)).map(
    (body) => MessageHookPayload.parse(body).messages[0],
  );

test.each(storeNames)(
  "what is said is owed in the same commit, and offered after it (%s)",
  async (store) => {
    const commits: Commit[] = [];
    const offered: HookWrites[] = [];
    const wrapStore = noting(commits);
    const offerDeliveries = (writes: HookWrites) => void offered.push(writes);
    await withProduct({ store, wrapStore, offerDeliveries }, async (product) => {
      const hook = await addHook(product);
      const other = await addHook(product, { senders: ["bot"], hasLegacyStrings: true });
      const id = await product.say("ann", "Hello");
      expect(commits).toHaveLength(1);
      expect(offered).toEqual([commits[0]?.turn?.hooks]);
      const told = await messages(product, hook.id, id);
      expect(told.map(({ seq, sender, data }) => [seq, sender.type, data])).toEqual([
        [1, "bot", { body: "Your name?" }],
        [2, "customer", { body: "Hello" }],
        [3, "bot", { body: "Thanks, Hello" }],
      ]);
      // The answer is a field by the end of the turn, so every body of the turn shows it.
      expect(told.map(({ customer }) => customer.name)).toEqual(["Hello", "Hello", "Hello"]);
      expect((await messages(product, other.id, id)).map(({ seq }) => seq)).toEqual([1, 3]);
      expect(told[0]?._raw.author_uuid).toBe(product.bot.uuid);
    });
  },
);

test("a channel without hooks is looked up once, and owes nothing", async () => {
  const commits: Commit[] = [];
  const offered: HookWrites[] = [];
  let looks = 0;
  const wrapStore = (store: Store): Store =>
    noting(commits)({
      ...store,
      hooks: (channelId) => {
        looks += 1;
        return store.hooks(channelId);
      },
    });
  const offerDeliveries = (writes: HookWrites) => void offered.push(writes);
  await withProduct({ wrapStore, offerDeliveries }, async (product) => {
    for (let turn = 0; turn < 20; turn += 1) await product.say("ann", `${turn}`);
    expect([commits.length, looks, offered.length]).toEqual([20, 1, 0]);
    expect(commits.some(({ turn }) => turn && "hooks" in turn)).toBe(false);
  });
});

test.each(storeNames)("each body shows who holds the conversation by then (%s)", async (store) => {
  await withProduct({ store }, async (product) => {
    const { agentTurns, customerFields } = product.features;
    const hook = await addHook(product);
    const id = await product.say("ann", "Ann");
    const { admin } = product;
    const actor = { agent: { id: admin.id, name: admin.name }, role: "admin" } as const;
    await agentTurns.send(id, actor, { type: "text", text: "I take over" }, true);
    await customerFields.set(id, "city", { value: "Oulu" });
    await product.say("ann", "Fine");
    await customerFields.clear(id, "city");
    await agentTurns.unassign(id, actor);
    const told = (await messages(product, hook.id, id)).slice(3);
    expect(
      told.map(({ type, data, customer, sender }) => [
        "action" in data ? data.action : type,
        sender.type,
        customer.agent_id,
        customer.city,
      ]),
    ).toEqual([
      ["assign", "sys", admin.id, undefined],
      ["text", "agent", admin.id, undefined],
      ["text", "customer", admin.id, "Oulu"],
      ["unassign", "sys", null, undefined],
    ]);
    expect(told[1]).toMatchObject({
      sender: { id: admin.id, name: admin.name },
      _raw: { author_uuid: admin.uuid, samurai: admin.id },
    });
    expect(told.at(-1)).toMatchObject({ action: "unassign", agent_id: admin.id });
    expect("city" in (told.at(-1)?.customer ?? {})).toBe(false);
  });
});

test("whatever writes entries owes them", async () => {
  const commits: Commit[] = [];
  const ends = { bye: { kind: "goodbye", params: { text: "Bye" } } };
  const asks = { kind: "ask_text", params: { text: "Your name?", field: "name" }, next: {} };
  const blocks = { ask: asks, ...ends };
  await withProduct({ wrapStore: noting(commits), blocks }, async (product) => {
    const { features, workspace, bot, admin, channel } = product;
    const { agentTurns, go, createCustomer, visitorTurns, optOut } = features;
    await addHook(product, { extraEvents: allEvents });
    const actor = { agent: { id: admin.id, name: admin.name }, role: "admin" } as const;
    await visitorTurns.arrive(product.visitor("bob"));
    const id = await product.say("ann", "Ann");
    await agentTurns.assign(id, actor.agent, false);
    await agentTurns.send(id, actor, { type: "image", url: "https://x.org/a.png" }, false);
    await agentTurns.archive(id, actor);
    await agentTurns.unarchive(id);
    await agentTurns.block(id);
    await agentTurns.unblock(id);
    const to = { customerId: id, workspaceId: workspace.id, botId: bot.id };
    await go({ ...to, block: "bye", isLaunched: true });
    const city = { city: { value: "Oulu" } };
    const made = await createCustomer({ channel, externalToken: null, fields: city });
    await optOut(made.id).catch(() => {});
    const written = commits.flatMap(({ turn }) => turn?.entries ?? []);
    expect(
      new Set(written.map(({ entry }) => ("action" in entry ? entry.action : "message"))),
    ).toEqual(
      new Set([
        "message",
        "assign",
        "unassign",
        "finish",
        "archive",
        "unarchive",
        "block",
        "unblock",
      ]),
    );
    for (const { turn } of commits) {
      const owed = turn?.hooks?.deliveries.map(({ seq }) => seq) ?? [];
      expect(owed).toEqual(turn?.entries.map(({ seq }) => seq));
    }
  });
});

test("a turn that is computed again owes what it says in the end, once", async () => {
  const commits: Commit[] = [];
  const wrapStore = noting(commits, [null, "conflict", "conflict"]);
  const offered: HookWrites[] = [];
  const offerDeliveries = (writes: HookWrites) => void offered.push(writes);
  await withProduct({ wrapStore, offerDeliveries }, async (product) => {
    const hook = await addHook(product);
    const id = await product.say("ann", "Ann");
    await product.say("ann", "More");
    expect(offered).toHaveLength(2);
    const told = await messages(product, hook.id, id);
    expect(told.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    const entries = await product.store.entries({ conversationId: id, limit: 10 });
    expect(told.map(({ _raw }) => _raw.uuid)).toEqual(entries.map(({ uuid }) => uuid));
  });
});

test("changes of hooks, channels and agents show in the next turn", async () => {
  await withProduct({}, async (product) => {
    const { features, channel, admin } = product;
    const id = await product.say("ann", "Ann");
    const hook = await addHook(product);
    await product.say("ann", "1");
    await features.channels.update(channel, { name: "Shop" });
    await product.say("ann", "2");
    const told = await messages(product, hook.id, id);
    expect(told.map(({ data, channel: { name } }) => ["body" in data && data.body, name])).toEqual([
      ["1", "Site"],
      ["2", "Shop"],
    ]);
    const fresh = await features.agents.create({
      ...{ workspaceId: product.workspace.id, name: "New" },
      ...{ email: "new@example.org", role: "agent" },
    });
    expect(fresh.id).not.toBe(admin.id);
    const agent = { id: fresh.id, name: fresh.name };
    await features.agentTurns.send(
      id,
      { agent, role: "agent" },
      { type: "text", text: "Hi" },
      true,
    );
    const last = (await messages(product, hook.id, id)).at(-1);
    expect(last?._raw.author_uuid).toBe(fresh.uuid);
  });
});

test("on an API channel the bot is told to the owner's hook, the customer's own words only to hooks that name them", async () => {
  await withProduct({}, async (product) => {
    const { features, workspace, bot } = product;
    const { channel } = await features.channels.create({
      ...{ workspaceId: workspace.id, name: "App", type: "apichat", botId: bot.id },
    });
    const own = await addHook(product, { channelId: channel.id, form: "apichat" });
    const hook = await addHook(product, { channelId: channel.id });
    const asking = await addHook(product, { channelId: channel.id, senders: ["customer", "bot"] });
    const said = await features.channelTurns.say({
      ...{ channel, customerToken: "tg-77", fields: { plan: "gold" }, otherKeys: { Plan: "G" } },
      message: { type: "text", text: "Hello" },
    });
    if (said.kind !== "taken") throw new Error("The customer was not heard.");
    const [first] = await bodies(product, own.id, said.conversation.id);
    expect(ApichatHookPayload.parse(first)).toMatchObject({
      messages: [{ type: "text", message: "Your name?" }],
      customer: { token: "tg-77", plan: "gold", Plan: "G" },
      agent: { id: bot.id, type: "bot" },
    });
    expect(first.channel).toEqual({ id: channel.id, name: "App" });
    const [usual, ...more] = await messages(product, hook.id, said.conversation.id);
    expect(usual).toMatchObject({ channel: { type: "apichat" }, customer: { Plan: "G" } });
    expect(more).toEqual([]);
    const both = await messages(product, asking.id, said.conversation.id);
    expect(both.map(({ seq, sender, data }) => [seq, sender.type, data])).toEqual([
      [1, "customer", { body: "Hello" }],
      [2, "bot", { body: "Your name?" }],
    ]);
  });
});

test("a hook that another process has written is heard of", async () => {
  let tell = () => {};
  const wrapStore = (store: Store): Store => ({
    ...store,
    onForeignWrite: (listen) => {
      const before = tell;
      tell = () => {
        before();
        listen();
      };
      return () => {};
    },
  });
  await withProduct({ wrapStore }, async (product) => {
    const { store, channel } = product;
    const id = await product.say("ann", "Ann");
    const foreign = hookOf({ id: await store.reserveIds("hook", 1), channelId: channel.id });
    await store.commit({ records: [{ kind: "put-hook", hook: foreign }] });
    tell();
    await product.say("ann", "Heard");
    const told = await messages(product, foreign.id, id);
    expect(told.map(({ data }) => data)).toEqual([{ body: "Heard" }]);
  });
});

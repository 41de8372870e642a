import { expect, test } from "vitest";
import { flowFile, openTestProduct, storeNames } from "../../open-test-product.ts";

const ask = (text: string) => ({ kind: "ask_text", params: { text, field: "name" } });

test.each(storeNames)(
  "refuses a draft that has changed since it was read, and writes nothing of it (%s)",
  async (store) => {
    const product = await openTestProduct({ store });
    const { bots } = product.features;
    const read = await bots.find(product.workspace.id, product.bot.id);
    if (!read) throw new Error("The bot is gone.");
    const [mine, theirs] = [flowFile({ a: ask("Mine") }), flowFile({ a: ask("Theirs") })];
    const outcomes = await Promise.allSettled([
      bots.saveDraft(read, mine, read.revision),
      bots.saveDraft(read, theirs, read.revision),
      bots.publish(read, "at once"),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(outcomes[1]).toMatchObject({ reason: { code: "stale-revision" } });
    const stored = await bots.find(product.workspace.id, product.bot.id);
    expect(stored).toMatchObject({ draft: mine, version: 1, revision: read.revision + 1 });
    expect(await bots.versions(product.bot.id)).toHaveLength(1);
    expect(await bots.find(product.workspace.id + 1, product.bot.id)).toBeNull();
    await product.close();
  },
);

test("publishes no flow with an error, and says where each is", async () => {
  const product = await openTestProduct();
  const { bots } = product.features;
  const faulty = flowFile({
    a: { ...ask("Hi"), next: { success: "nowhere" } },
    b: { kind: "no_such_kind" },
  });
  const draft = await bots.saveDraft(product.bot, faulty, product.bot.revision);
  const publishing = bots.publish(draft, "");
  await expect(publishing).rejects.toMatchObject({ code: "flow-has-errors" });
  await publishing.catch(({ fields }) => {
    expect(fields.flow.some((line: string) => line.startsWith("blocks.a.next.success"))).toBe(true);
    expect(fields.flow.length).toBeGreaterThan(1);
  });
  expect(await bots.versions(product.bot.id)).toHaveLength(1);
  await product.close();
});

test("starts newcomers on the newest version at once, and leaves conversations on their own", async () => {
  const product = await openTestProduct({ blocks: { a: ask("Version 1?") } });
  const { features, workspace, bot } = product;
  const arrive = async (key: string) => {
    const outcome = await features.visitorTurns.arrive(product.visitor(key));
    if (outcome.kind !== "taken") throw new Error(outcome.kind);
    return outcome.conversation;
  };
  const before = await arrive("ann");
  const draft = await features.bots.saveDraft(
    bot,
    flowFile({ a: ask("Version 2?") }),
    bot.revision,
  );
  await features.bots.publish(draft, "second");
  const after = await arrive("bob");
  expect([before.state.version, after.state.version]).toEqual([1, 2]);
  expect(await product.transcript(after.id)).toEqual(["bot: Version 2?"]);
  await features.go({
    ...{
      customerId: before.id,
      workspaceId: workspace.id,
      botId: bot.id,
      block: null,
      isLaunched: true,
    },
  });
  expect(await product.transcript(before.id)).toEqual(["bot: Version 1?", "bot: Version 2?"]);
  await product.close();
});

test("parses a version once, however many ask for it at once, and asks again after a failure", async () => {
  let reads = 0;
  let isBroken = true;
  const product = await openTestProduct({
    wrapStore: (store) => ({
      ...store,
      version: (...args) => {
        reads += 1;
        return isBroken ? Promise.reject(new Error("unreadable")) : store.version(...args);
      },
    }),
  });
  const { flows } = product.features;
  await expect(flows.running(product.bot.id, 1)).rejects.toThrow("unreadable");
  isBroken = false;
  const loaded = await Promise.all([1, 2, 3].map(async () => flows.running(product.bot.id, 1)));
  expect([new Set(loaded).size, reads]).toEqual([1, 2]);
  await expect(flows.running(product.bot.id, 7)).rejects.toThrow("Version 7 of bot");
  expect(await flows.newest(99)).toBeNull();
  await product.close();
});

test("jumps into a bot of its own workspace only; elsewhere it stops at the jump and says so", async () => {
  const product = await openTestProduct({ blocks: { a: ask("Where to?") } });
  const { features, store, workspace, bot } = product;
  const make = async (workspaceId: number, text: string) => {
    const draft = await features.bots.create(workspaceId, flowFile({ only: ask(text) }));
    return features.bots.publish(draft, "");
  };
  const [own, foreign] = [
    await make(workspace.id, "Welcome"),
    await make(workspace.id + 1, "A secret flow"),
  ];
  const jump = (to: number) => ({ kind: "jump", params: { bot: to } });
  const jumping = flowFile({ own: jump(own.id), foreign: jump(foreign.id), missing: jump(99) });
  await store.commit({
    records: [
      {
        kind: "put-bot",
        bot: { ...bot, draft: jumping, version: 2, revision: 9 },
        expectedRevision: bot.revision,
      },
      {
        kind: "put-version",
        version: {
          botId: bot.id,
          version: 2,
          document: jumping,
          hash: "h",
          note: "",
          authorId: null,
          createdMs: 0,
        },
      },
    ],
  });
  features.flows.forgetNewest();
  const id = await product.say("ann", "hi");
  const go = (block: string) =>
    features.go({
      customerId: id,
      workspaceId: workspace.id,
      botId: bot.id,
      block,
      isLaunched: true,
    });
  await go("own");
  expect((await product.transcript(id)).at(-1)).toBe("bot: Welcome");
  for (const block of ["foreign", "missing"]) {
    await go(block);
    const now = await store.conversation(id);
    expect(now?.state).toMatchObject({ bot: bot.id, cursor: { phase: "dead-end", block } });
    expect((await store.trace(id, 1))[0]).toMatchObject({ code: "bot-not-published", block });
  }
  expect(await product.transcript(id)).not.toContain("bot: A secret flow");
  await product.close();
});

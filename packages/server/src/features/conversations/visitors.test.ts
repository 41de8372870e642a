import { expect, test } from "vitest";
import { openTestProduct, storeNames } from "../../open-test-product.ts";
import { StoreBusy } from "../../ports/store-failure.ts";

test.each(storeNames)("makes one customer of two first messages at once (%s)", async (store) => {
  const product = await openTestProduct({ store });
  const [first, second] = await Promise.all([
    product.say("ann", "Ann"),
    product.say("ann", "hello?"),
  ]);
  expect(second).toBe(first);
  expect(await product.transcript(first)).toEqual([
    "bot: Your name?",
    "customer: Ann",
    "bot: Thanks, Ann",
    "customer: hello?",
  ]);
  expect(await product.store.countCustomers(product.channel.id)).toBe(1);
  await product.close();
});

test.each(storeNames)(
  "joins the conversation that another process began first (%s)",
  async (store) => {
    let isBlind = true;
    const product = await openTestProduct({
      store,
      wrapStore: (inner) => ({
        ...inner,
        conversationByVisitor: (channelId, key) =>
          isBlind ? Promise.resolve(null) : inner.conversationByVisitor(channelId, key),
      }),
    });
    const { features, channel } = product;
    const elsewhere = await features.begin(channel, { visitorKey: "ann", externalToken: null });
    await features.advance({
      conversationId: elsewhere.id,
      begin: () => elsewhere,
      happenings: [{ kind: "start" }],
    });
    const outcome = features.visitorTurns.say(product.visitor("ann"), {
      message: { type: "text", text: "Ann" },
    });
    isBlind = false;
    expect(await outcome).toMatchObject({ kind: "taken", conversation: { id: elsewhere.id } });
    expect(await product.store.countCustomers(channel.id)).toBe(1);
    await product.close();
  },
);

test("gives a visitor a new number after they were erased, never the old one", async () => {
  const product = await openTestProduct();
  const first = await product.say("ann", "Ann");
  expect(await product.features.eraseCustomer(first)).toBe(true);
  const second = await product.say("ann", "me again");
  expect(second).not.toBe(first);
  expect(await product.store.conversation(first)).toBeNull();
  expect(await product.transcript(second)).toEqual([
    "bot: Your name?",
    "customer: me again",
    "bot: Thanks, me again",
  ]);
  await product.close();
});

test("lets nobody bring an erased newcomer back, not even a first message that was waiting", async () => {
  const product = await openTestProduct({ store: "sqlite" });
  const { features } = product;
  const visitor = product.visitor("ann");
  const text = (words: string) => ({ message: { type: "text", text: words } as const });
  // The second message has been handed the newcomer to begin, too, when the erasure gets in before it.
  const begun = await features.visitors.welcome(product.channel, "ann");
  const late = await features.visitors.welcome(product.channel, "ann");
  expect(late.id).toBe(begun.id);
  await features.visitorTurns.say(visitor, text("Ann"));
  await features.eraseCustomer(begun.id);
  const outcome = await features.advance({
    conversationId: late.id,
    happenings: [{ kind: "start" }],
    ...(late.begin && { begin: late.begin }),
  });
  expect(outcome.kind).toBe("unknown");
  expect(await product.store.conversation(begun.id)).toBeNull();
  await product.close();
});

test("refuses an erased visitor's secret, so that the chat starts anew", async () => {
  const product = await openTestProduct();
  const id = await product.say("ann", "Ann");
  const known = { ...product.visitor("ann"), mayBegin: false };
  await product.features.eraseCustomer(id);
  await expect(
    product.features.visitorTurns.say(known, { message: { type: "text", text: "hi" } }),
  ).rejects.toMatchObject({ code: "invalid-token" });
  await product.close();
});

test("lets newcomers in again after the store could not give them a number", async () => {
  let isBusy = true;
  const product = await openTestProduct({
    wrapStore: (store) => ({
      ...store,
      reserveIds: (kind, count) =>
        kind === "customer" && isBusy
          ? Promise.reject(new StoreBusy("busy"))
          : store.reserveIds(kind, count),
    }),
  });
  await expect(product.say("ann", "Ann")).rejects.toThrow(StoreBusy);
  isBusy = false;
  expect(await product.say("ann", "Ann")).toBe(await product.say("ann", "Ann"));
  await product.close();
});

test("keeps two visitors with neighbouring keys, and one key on two channels, apart", async () => {
  const product = await openTestProduct();
  const { features, workspace, bot } = product;
  const { channel: other } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Other", type: "landbot", botId: bot.id },
  });
  const ids = [await product.say("ann", "Ann"), await product.say("ann2", "Bob")];
  const elsewhere = await features.visitorTurns.arrive({
    ...product.visitor("ann"),
    channel: other,
  });
  if (elsewhere.kind !== "taken") throw new Error(elsewhere.kind);
  expect(new Set([...ids, elsewhere.conversation.id]).size).toBe(3);
  await product.close();
});

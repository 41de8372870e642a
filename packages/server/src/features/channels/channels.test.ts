import { expect, test } from "vitest";
import { openTestProduct, storeNames } from "../../open-test-product.ts";

test.each(storeNames)(
  "gives every channel a key of its own that only opens as a whole (%s)",
  async (store) => {
    const product = await openTestProduct({ store });
    const { features, workspace, channel } = product;
    const { channel: other, key } = await features.channels.create({
      ...{ workspaceId: workspace.id, name: "API", type: "apichat", botId: null },
    });
    expect([channel.token, other.token]).toEqual([
      expect.stringMatching(new RegExp(`^H-${channel.id}-[A-Z0-9]{16}$`)),
      expect.stringMatching(new RegExp(`^H-${other.id}-[A-Z0-9]{16}$`)),
    ]);
    expect((await features.channels.byToken(channel.token))?.id).toBe(channel.id);
    expect(await features.channels.byToken(`H-${channel.id}-${other.token.slice(-16)}`)).toBeNull();
    expect((await features.channels.byKey(key ?? ""))?.id).toBe(other.id);
    for (const wrong of ["", other.token, other.keyHash ?? "", `${key}x`])
      expect(await features.channels.byKey(wrong)).toBeNull();
    expect(JSON.stringify(await features.channels.list(workspace.id))).not.toContain(key);
    await product.close();
  },
);

test("sees a change at once, and keeps nothing that was looked up while it was made", async () => {
  let whileLooking: (() => Promise<unknown>) | null = null;
  const product = await openTestProduct({
    wrapStore: (store) => ({
      ...store,
      channelByToken: async (token) => {
        const found = await store.channelByToken(token);
        await whileLooking?.();
        return found;
      },
    }),
  });
  const { features, channel } = product;
  whileLooking = () => features.channels.update(channel, { isActive: false });
  await features.channels.byToken(channel.token);
  whileLooking = null;
  expect((await features.channels.byToken(channel.token))?.isActive).toBe(false);
  await features.channels.update(channel, { isActive: true });
  expect((await features.channels.byToken(channel.token))?.isActive).toBe(true);
  await product.close();
});

test.each(storeNames)("loses none of two changes at once (%s)", async (store) => {
  const product = await openTestProduct({ store });
  const { features, channel } = product;
  await Promise.all([
    features.channels.update(channel, { name: "Shop" }),
    features.channels.update(channel, { isActive: false }),
    features.channels.update(channel, { settings: { dark: true } }),
  ]);
  expect(await features.channels.byToken(channel.token)).toMatchObject({
    ...{ name: "Shop", isActive: false, settings: { dark: true }, botId: channel.botId },
  });
  await product.close();
});

test("puts no bot of another workspace, and none that there is not, on a channel", async () => {
  const product = await openTestProduct();
  const { features, channel, bot, workspace } = product;
  const foreign = { ...bot, id: bot.id + 1, uuid: "other", workspaceId: workspace.id + 1 };
  await product.store.commit({
    records: [{ kind: "put-bot", bot: foreign, expectedRevision: null }],
  });
  for (const botId of [foreign.id, 99_999]) {
    const refusal = { fields: { bot_id: [`There is no bot ${botId}.`] } };
    await expect(features.channels.update(channel, { botId })).rejects.toMatchObject(refusal);
    const made = features.channels.create({
      ...{ workspaceId: workspace.id, name: "X", type: "landbot", botId },
    });
    await expect(made).rejects.toMatchObject(refusal);
  }
  expect(await features.channels.find(workspace.id + 1, channel.id)).toBeNull();
  await product.close();
});

test.each(storeNames)(
  "a bot is archived or answers on a channel, whichever comes first (%s)",
  async (store) => {
    const product = await openTestProduct({ store });
    const { features, channel, bot, workspace } = product;
    await features.channels.update(channel, { isActive: false });
    const make = () =>
      features.channels.create({
        ...{ workspaceId: workspace.id, name: "New", type: "landbot", botId: bot.id },
      });
    for (const answer of [() => features.channels.update(channel, { isActive: true }), make]) {
      const present = await features.bots.find(workspace.id, bot.id);
      if (!present) throw new Error("The bot is gone.");
      const [archived, answering] = await Promise.allSettled([
        features.bots.archive(present),
        answer(),
      ]);
      expect([archived.status, answering.status].toSorted()).toEqual(["fulfilled", "rejected"]);
      // Back to a bot that is there, and to no channel that is on.
      await product.store.commit({
        records: [
          {
            ...({ kind: "put-bot", expectedRevision: present.revision + 1 } as const),
            bot: { ...present, revision: present.revision + 2 },
          },
        ],
      });
    }
    await product.close();
  },
);

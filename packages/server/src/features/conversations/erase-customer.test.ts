import { expect, test } from "vitest";
import { openTestProduct, storeNames } from "../../open-test-product.ts";
import type { IdempotentAnswer } from "../../ports/store.ts";

const canary = "canary-of-ann-4711";

test.each(storeNames)(
  "leaves nothing of a customer, neither asked for nor remembered (%s)",
  async (store) => {
    const forgotten: number[] = [];
    const forgetDeliveries = (id: number) => void forgotten.push(id);
    const product = await openTestProduct({ store, forgetDeliveries });
    const { features } = product;
    const id = await product.say("ann", canary, { clientId: "k1", clientHash: "h" });
    const kept = (): IdempotentAnswer => ({
      scope: "s",
      bodyHash: "h",
      status: 204,
      body: "",
      createdMs: 0,
    });
    const told: boolean[] = [];
    product.hub.subscribe(id, ({ isErased, entries }) => {
      expect(entries).toEqual([]);
      told.push(isErased ?? false);
    });
    expect(await features.eraseCustomer(id, kept)).toBe(true);
    expect(told).toEqual([true]);
    expect(await features.read(id)).toBeNull();
    expect(await product.store.entries({ conversationId: id, limit: 10 })).toEqual([]);
    expect(await product.store.entryByClientId(id, "k1")).toBeNull();
    expect(await features.visitors.find(product.channel, "ann")).toBeNull();
    expect(await product.store.idempotentAnswer("s")).toMatchObject({ status: 204 });
    expect(await features.eraseCustomer(id)).toBe(false);
    expect(await features.eraseCustomer(99_999_999)).toBe(false);
    expect(forgotten).toEqual([id]);
    await product.close();
  },
);

test.each(storeNames)(
  "waits for the turns before it, and lets none after it write (%s)",
  async (store) => {
    const product = await openTestProduct({ store });
    const { features } = product;
    const id = await product.say("ann", "Ann");
    const before = features.customerFields.set(id, "city", { value: canary });
    const erased = features.eraseCustomer(id);
    const after = [
      features.customerFields.set(id, "city", { value: canary }),
      features.agentTurns.send(
        id,
        { agent: { id: 7, name: "Bo" }, role: "agent" },
        { type: "text", text: canary },
        true,
      ),
      features.go({
        ...{ customerId: id, workspaceId: product.workspace.id, botId: product.bot.id },
        ...{ block: null, isLaunched: true },
      }),
    ];
    expect((await before).kind).toBe("taken");
    expect(await erased).toBe(true);
    expect((await Promise.all(after)).map(({ kind }) => kind)).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
    expect(await product.store.conversation(id)).toBeNull();
    expect(await product.store.report()).toMatchObject({
      conversations: 0,
      entries: 0,
      tasks: 0,
      faults: [],
    });
    await product.close();
  },
);

test("says nothing was erased here when another process has answered the same request", async () => {
  const product = await openTestProduct();
  const id = await product.say("ann", "Ann");
  const kept = (): IdempotentAnswer => ({
    scope: "s",
    bodyHash: "h",
    status: 204,
    body: "",
    createdMs: 0,
  });
  await product.store.commit({ idempotency: kept() });
  await expect(product.features.eraseCustomer(id, kept)).rejects.toMatchObject({
    code: "key-in-use",
  });
  expect(await product.store.conversation(id)).not.toBeNull();
  await product.close();
});

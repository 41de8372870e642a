import { expect, test } from "vitest";
import { openTestProduct, storeNames, type TestProduct } from "../../open-test-product.ts";
import { StoreBusy } from "../../ports/store-failure.ts";

function make({ features, workspace, admin }: TestProduct, more: object = {}) {
  return features.tokens.create({
    ...{ workspaceId: workspace.id, agentId: admin.id, name: "Test" },
    ...more,
  });
}

test.each(storeNames)(
  "knows a token by its hash only, and refuses everything else (%s)",
  async (store) => {
    const product = await openTestProduct({ store });
    const { tokens } = product.features;
    const { secret, record } = await make(product);
    const identity = await tokens.verify(secret);
    expect(identity).toMatchObject({
      workspaceId: product.workspace.id,
      agent: { id: product.admin.id },
    });
    expect(identity?.scopes.has("tokens:write")).toBe(false);
    expect(JSON.stringify(await tokens.list(product.workspace.id))).not.toContain(secret);
    for (const wrong of [
      "",
      " ",
      secret.slice(0, -1),
      `${secret} `,
      secret.toUpperCase(),
      record.hash,
      record.prefix,
    ])
      expect(await tokens.verify(wrong)).toBeNull();
    await product.close();
  },
);

test("refuses a revoked token at once, although it was remembered", async () => {
  const product = await openTestProduct();
  const { tokens } = product.features;
  const { secret, record } = await make(product);
  expect(await tokens.verify(secret)).not.toBeNull();
  expect(await tokens.revoke(product.workspace.id + 1, record.id)).toBe(false);
  expect(await tokens.verify(secret)).not.toBeNull();
  expect(await tokens.revoke(product.workspace.id, record.id)).toBe(true);
  expect(await tokens.verify(secret)).toBeNull();
  await product.close();
});

test("remembers nothing that was looked up while the token was being revoked", async () => {
  let whileLooking: (() => Promise<unknown>) | null = null;
  const product = await openTestProduct({
    wrapStore: (store) => ({
      ...store,
      tokenByHash: async (hash) => {
        const found = await store.tokenByHash(hash);
        await whileLooking?.();
        return found;
      },
    }),
  });
  const { tokens } = product.features;
  const { secret, record } = await make(product);
  whileLooking = () => tokens.revoke(product.workspace.id, record.id);
  await tokens.verify(secret);
  whileLooking = null;
  expect(await tokens.verify(secret)).toBeNull();
  await product.close();
});

test("notices within five seconds what another process has revoked, and at once when it is told", async () => {
  const product = await openTestProduct();
  const { tokens } = product.features;
  const { secret, record } = await make(product);
  await tokens.verify(secret);
  const revoked = { ...record, revokedMs: product.clock.nowMs() };
  await product.store.commit({ records: [{ kind: "put-token", token: revoked }] });
  expect(await tokens.verify(secret)).not.toBeNull();
  product.clock.advance(5_000);
  expect(await tokens.verify(secret)).toBeNull();
  const other = await make(product);
  await tokens.verify(other.secret);
  await product.store.commit({
    records: [{ kind: "put-token", token: { ...other.record, revokedMs: 1 } }],
  });
  tokens.forget();
  expect(await tokens.verify(other.secret)).toBeNull();
  await product.close();
});

test("tells which token was revoked, once it opens nothing any more, and when some may have been elsewhere", async () => {
  const product = await openTestProduct();
  const { tokens } = product.features;
  const { secret, record } = await make(product);
  const heard: (number | null)[] = [];
  const opens: Promise<unknown>[] = [];
  const stop = tokens.onRevoke((id) => {
    heard.push(id);
    opens.push(tokens.verify(secret));
  });
  expect(await tokens.revoke(product.workspace.id + 1, record.id)).toBe(false);
  await tokens.revoke(product.workspace.id, record.id);
  tokens.forget();
  stop();
  tokens.forget();
  expect(heard).toEqual([record.id, null]);
  expect(await Promise.all(opens)).toEqual([null, null]);
  await product.close();
});

test("finds out whether a token still opens anything, whatever is remembered", async () => {
  const product = await openTestProduct();
  const { tokens } = product.features;
  const { secret, record } = await make(product, { expiresMs: product.clock.nowMs() + 3_000 });
  const identity = await tokens.verify(secret);
  expect(await identity?.stillOpens()).toBe(true);
  await product.store.commit({
    records: [{ kind: "put-token", token: { ...record, revokedMs: 1 } }],
  });
  expect(await tokens.verify(secret)).not.toBeNull();
  expect(await identity?.stillOpens()).toBe(false);
  const brief = await make(product, { expiresMs: product.clock.nowMs() + 3_000 });
  const briefly = await tokens.verify(brief.secret);
  expect(await briefly?.stillOpens()).toBe(true);
  product.clock.advance(3_000);
  expect(await briefly?.stillOpens()).toBe(false);
  await product.close();
});

test("ends a token to the millisecond when it expires, also a remembered one", async () => {
  const product = await openTestProduct();
  const { tokens } = product.features;
  const { secret } = await make(product, { expiresMs: product.clock.nowMs() + 3_000 });
  expect(await tokens.verify(secret)).not.toBeNull();
  product.clock.advance(2_999);
  expect(await tokens.verify(secret)).not.toBeNull();
  product.clock.advance(1);
  expect(await tokens.verify(secret)).toBeNull();
  await product.close();
});

test("refuses the token of an agent who is not active any more", async () => {
  const product = await openTestProduct();
  const { features, workspace } = product;
  const agent = await features.agents.create({
    ...{ workspaceId: workspace.id, name: "Bo", email: "bo@example.org", role: "agent" },
  });
  const { secret } = await make(product, { agentId: agent.id });
  expect(await features.tokens.verify(secret)).not.toBeNull();
  await features.agents.update(workspace.id, agent.id, { isActive: false });
  product.clock.advance(5_000);
  expect(await features.tokens.verify(secret)).toBeNull();
  await product.close();
});

test.each(storeNames)(
  "notes the last use once a minute, and never undoes a revocation by it (%s)",
  async (store) => {
    const product = await openTestProduct({ store });
    const { tokens } = product.features;
    const { secret, record } = await make(product);
    const used = async () =>
      (await tokens.list(product.workspace.id)).find(({ id }) => id === record.id);
    const firstUse = product.clock.nowMs();
    await tokens.verify(secret);
    await expect.poll(async () => (await used())?.lastUsedMs).toBe(firstUse);
    product.clock.advance(30_000);
    await tokens.verify(secret);
    // What was noted before would be there by the time that this is.
    await product.store.commit({ records: [{ kind: "put-setting", name: "a", value: "b" }] });
    expect((await used())?.lastUsedMs).toBe(firstUse);
    product.clock.advance(60_000);
    await tokens.verify(secret);
    await expect.poll(async () => (await used())?.lastUsedMs).toBe(firstUse + 90_000);
    await tokens.revoke(product.workspace.id, record.id);
    // A note that was under way while the token was revoked comes last.
    const usedMs = firstUse + 91_000;
    await product.store.commit({
      records: [{ kind: "note-token-use", tokenId: record.id, usedMs }],
    });
    expect(await used()).toMatchObject({ lastUsedMs: usedMs, revokedMs: firstUse + 90_000 });
    await product.close();
  },
);

test("lets a request in although its use cannot be noted", async () => {
  const product = await openTestProduct({
    wrapStore: (store) => ({
      ...store,
      commit: (commit) =>
        commit.records?.some(({ kind }) => kind === "note-token-use")
          ? Promise.reject(new StoreBusy("busy"))
          : store.commit(commit),
    }),
  });
  const { secret } = await make(product);
  expect(await product.features.tokens.verify(secret)).not.toBeNull();
  await product.close();
});

test("gives only scopes that there are", async () => {
  const product = await openTestProduct();
  const { secret } = await make(product, { scopes: ["fields:write"] });
  expect([...((await product.features.tokens.verify(secret))?.scopes ?? [])]).toEqual([
    "fields:write",
  ]);
  await expect(make(product, { scopes: ["fields:write", "everything"] })).rejects.toMatchObject({
    fields: { scopes: ['There is no scope "everything".'] },
  });
  await product.close();
});

import { afterEach, expect, test } from "vitest";
import { openTestProduct, storeNames, type TestProduct } from "../../open-test-product.ts";

let product: TestProduct;
afterEach(() => product.close());

const says = (text: string, next?: string) => ({
  ...{ kind: "send_text", params: { text } },
  ...(next && { next: { success: next } }),
});

/** A dead end to be sent on from, a block that counts its runs, and one that waits for a callback. */
const blocks = {
  ask: { kind: "ask_text", params: { text: "Name?", field: "name" }, next: { success: "wait" } },
  wait: says("Please wait"),
  paid: {
    kind: "formula",
    params: { formula: 'GetValue(@data, "status")', field: "status" },
    next: { success: "status" },
  },
  status: says("Status: @status"),
  callback: {
    kind: "wait",
    params: { field: "data", timeoutSeconds: 600, text: "Waiting at @resume_url" },
    next: { resumed: "paid", timeout: "late" },
  },
  late: says("Too late"),
};
const flow = { keywords: { callback: "callback" } };

const go = (id: number, block = "paid", more: object = {}) =>
  product.features.go({
    ...{ customerId: id, workspaceId: product.workspace.id, botId: product.bot.id },
    ...{ block, isLaunched: true },
    ...more,
  });

const set = (id: number, status: string) =>
  product.features.customerFields.set(id, "data", { type: "object", value: { status } });

const statusesIn = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith("bot: Status"));

test.each(storeNames)(
  "sees every Set that was answered before Go was asked for (%s)",
  async (store) => {
    product = await openTestProduct({ store, blocks, flow });
    const id = await product.say("ann", "Ann");
    for (let n = 0; n < 20; n += 1) {
      await set(id, `number ${n}`);
      await go(id);
    }
    expect(statusesIn(await product.transcript(id))).toEqual(
      Array.from({ length: 20 }, (_, n) => `bot: Status: number ${n}`),
    );
  },
);

test.each(storeNames)("ends Sets at once as one of them, whole (%s)", async (store) => {
  product = await openTestProduct({ store, blocks, flow });
  const id = await product.say("ann", "Ann");
  await Promise.all(Array.from({ length: 30 }, (_, n) => set(id, `number ${n}`)));
  const data = (await product.store.conversation(id))?.state.fields.data;
  expect(data).toEqual({
    type: "object",
    value: { status: expect.stringMatching(/^number \d+$/) },
  });
});

test.each(storeNames)(
  "runs each of many Gos at once whole, once, among messages and agents (%s)",
  async (store) => {
    product = await openTestProduct({ store, blocks, flow });
    const id = await product.say("ann", "Ann");
    await set(id, "paid");
    const agent = { id: 7, name: "Bo" };
    const outcomes = await Promise.all(
      Array.from({ length: 15 }, (_, n) => [
        go(id),
        product.say("ann", `message ${n}`, { clientId: `k${n}`, clientHash: "h" }),
        product.features.agentTurns.assign(id, agent, true),
      ]).flat(),
    );
    expect(outcomes).toHaveLength(45);
    const lines = await product.transcript(id);
    expect(statusesIn(lines)).toHaveLength(15);
    expect(lines.filter((line) => line.startsWith("customer: message"))).toEqual(
      Array.from({ length: 15 }, (_, n) => `customer: message ${n}`),
    );
    const entries = await product.store.entries({ conversationId: id, limit: 1000 });
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
    // Go releases, assign takes: they alternate, however the turns fell.
    const changes = lines.filter((line) => line.startsWith("["));
    expect(changes.join(" ")).toMatch(/^(\[assign\] \[unassign\] ?)*(\[assign\])?$/);
  },
);

test("wins with Go over a flow that has not reached its parking block", async () => {
  product = await openTestProduct({ blocks, flow });
  const outcome = await product.features.visitorTurns.arrive(product.visitor("ann"));
  if (outcome.kind !== "taken") throw new Error(outcome.kind);
  const { id } = outcome.conversation;
  await go(id, "wait");
  // The question that was open is not any more: words are words.
  await product.say("ann", "Ann");
  expect(await product.transcript(id)).toEqual(["bot: Name?", "bot: Please wait", "customer: Ann"]);
  expect((await product.store.conversation(id))?.state.fields.name).toBeUndefined();
});

test("keeps what a customer writes at the dead end, and stays there", async () => {
  product = await openTestProduct({ blocks, flow });
  const id = await product.say("ann", "Ann");
  const before = (await product.store.conversation(id))?.state.cursor;
  await product.say("ann", "Hello?");
  const after = await product.store.conversation(id);
  expect([after?.state.cursor, after?.lastText]).toEqual([before, "Hello?"]);
  await set(id, "paid");
  await go(id);
  expect((await product.transcript(id)).at(-1)).toBe("bot: Status: paid");
});

test("runs a block that Go parked at on the next message, which is not its answer", async () => {
  product = await openTestProduct({ blocks, flow });
  const id = await product.say("ann", "Ann");
  await go(id, "ask", { isLaunched: false });
  expect((await product.transcript(id)).at(-1)).toBe("bot: Please wait");
  await product.say("ann", "I am back");
  expect((await product.transcript(id)).slice(-2)).toEqual(["customer: I am back", "bot: Name?"]);
  expect((await product.store.conversation(id))?.state.fields.name?.value).toBe("Ann");
});

test.each(storeNames)(
  "changes nothing with a Go that is refused, its fields included (%s)",
  async (store) => {
    product = await openTestProduct({ store, blocks, flow });
    const id = await product.say("ann", "Ann");
    const fields = { city: { value: "Oulu" } };
    const before = await product.store.conversation(id);
    expect(await go(id, "nowhere", { fields })).toMatchObject({ refusal: "unknown-block" });
    expect(await go(id, "paid", { fields, ifBlock: "ask" })).toMatchObject({
      refusal: "not-at-block",
    });
    await expect(go(id, "paid", { fields: { "not a name": { value: 1 } } })).rejects.toMatchObject({
      code: "invalid-body",
    });
    await expect(go(id, "paid", { botId: 99 })).rejects.toMatchObject({ code: "not-found" });
    await expect(go(id, "paid", { workspaceId: product.workspace.id + 1 })).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await product.store.conversation(id)).toEqual(before);
    await product.features.agentTurns.block(id);
    expect(await go(id)).toMatchObject({ refusal: "blocked" });
  },
);

test.each(storeNames)(
  "lets one of two Gos at once through that name the block where it stands (%s)",
  async (store) => {
    product = await openTestProduct({ store, blocks, flow });
    const id = await product.say("ann", "Ann");
    const guarded = () =>
      go(id, "paid", { ifBlock: "wait", fields: { data: { value: { status: "paid" } } } });
    const kinds = (await Promise.all([guarded(), guarded(), guarded()])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["refused", "refused", "taken"]);
    expect(statusesIn(await product.transcript(id))).toEqual(["bot: Status: paid"]);
  },
);

const tokenIn = (lines: readonly string[]) =>
  /\/v1\/resume\/([^/]+)\//.exec(lines.at(-1) ?? "")?.[1] ?? "";

const resume = (token: string, status: string) =>
  product.features.resume({ token, value: { status }, fingerprints: [`body ${status}`] });

test.each(storeNames)(
  "uses a resume address once, however many call at once (%s)",
  async (store) => {
    product = await openTestProduct({ store, blocks, flow });
    const id = await product.say("ann", "Ann");
    await product.say("ann", "callback");
    const token = tokenIn(await product.transcript(id));
    const calls = await Promise.allSettled([
      ...Array.from({ length: 10 }, () => resume(token, "paid")),
      ...Array.from({ length: 10 }, (_, n) => resume(token, `other ${n}`)),
    ]);
    const told = calls.map((it) => (it.status === "fulfilled" ? it.value : it.reason.code));
    expect(told).toEqual([...Array(10).fill("resumed"), ...Array(10).fill("used-ticket")]);
    expect(statusesIn(await product.transcript(id))).toEqual(["bot: Status: paid"]);
    // A repeat is told the same after a restart of memory, too.
    for (let rest = 0; rest < 3; rest += 1) product.clock.advance(60_000);
    expect(await resume(token, "paid")).toBe("resumed");
  },
);

test("opens nothing with a token that was not made here", async () => {
  product = await openTestProduct({ blocks, flow });
  const id = await product.say("ann", "Ann");
  await product.say("ann", "callback");
  const token = tokenIn(await product.transcript(id));
  const [conversation, ticket, mac = ""] = token.split("-");
  expect(Buffer.from(token.slice(-32), "base64url").length * 8).toBeGreaterThanOrEqual(128);
  const wrong = ["", "x", `${token}x`, token.slice(0, -1), token.toUpperCase()];
  wrong.push(
    `${conversation}-${Number(ticket) + 1}-${mac}`,
    `zzz-${ticket}-${mac}`,
    `${conversation}-${ticket}-`,
  );
  for (const given of wrong)
    await expect(resume(given, "paid")).rejects.toMatchObject({ code: "not-found" });
  expect(statusesIn(await product.transcript(id))).toEqual([]);
});

test.each(storeNames)("either resumes or times out, never both (%s)", async (store) => {
  product = await openTestProduct({ store, blocks, flow });
  const id = await product.say("ann", "Ann");
  await product.say("ann", "callback");
  const token = tokenIn(await product.transcript(id));
  const { timers, visit } = (await product.store.conversation(id))?.state ?? {
    timers: [],
    visit: 0,
  };
  product.clock.advance(599_999);
  const fire = () =>
    product.features.advance({
      conversationId: id,
      happenings: [{ kind: "timer-fired", visit, timer: timers[0]?.id ?? "" }],
    });
  const [resumed] = await Promise.allSettled([resume(token, "paid"), fire(), fire()]);
  expect(resumed.status).toBe("fulfilled");
  const ends = (await product.transcript(id)).filter((line) => /Status|Too late/.test(line));
  expect(ends).toEqual(["bot: Status: paid"]);
  product.clock.advance(1);
  expect(await resume(token, "paid")).toBe("resumed");
});

test("keeps a callback that comes while an agent holds the conversation, and goes on when it may", async () => {
  product = await openTestProduct({ blocks, flow });
  const id = await product.say("ann", "Ann");
  await product.say("ann", "callback");
  const token = tokenIn(await product.transcript(id));
  const { agentTurns } = product.features;
  const agent = { id: 7, name: "Bo" };
  await agentTurns.assign(id, agent, false);
  expect(await resume(token, "paid")).toBe("buffered");
  expect(await resume(token, "paid")).toBe("buffered");
  expect(statusesIn(await product.transcript(id))).toEqual([]);
  await agentTurns.unassign(id, { agent, role: "agent" });
  expect((await product.transcript(id)).at(-1)).toBe("bot: Status: paid");
  expect(await resume(token, "paid")).toBe("buffered");
});

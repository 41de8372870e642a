import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { openTestProduct, type TestProduct } from "../../open-test-product.ts";
import type { Egress, OutboundAnswer } from "../../ports/egress.ts";
import { noFailpoints } from "../../ports/failpoints.ts";
import type { Commit, Store } from "../../ports/store.ts";
import { StoreFull, StoreRefused } from "../../ports/store-failure.ts";
import { performCallHttp } from "./call-http.ts";

const blocks = {
  ask: { kind: "ask_text", params: { text: "Go?", field: "go" }, next: { success: "call" } },
  call: {
    kind: "webhook",
    params: { url: "https://pay.example.org/", save: [{ path: "", field: "state" }], retries: 1 },
    next: { success: "good", failure: "bad" },
  },
  good: { kind: "send_text", params: { text: "State: @state" } },
  bad: { kind: "send_text", params: { text: "It failed" } },
};

const answered = (status: number, body = ""): OutboundAnswer => ({
  ...{ kind: "answered", status, headers: {}, body: new TextEncoder().encode(body) },
  ...{ truncated: false, durationMs: 5 },
});

const aborted: OutboundAnswer = {
  ...{ kind: "failed", reason: "aborted", message: "", detail: "" },
  ...{ sent: true, durationMs: 1 },
};

/** An egress that answers like this and counts. */
function answering(answer: (signal?: AbortSignal) => OutboundAnswer | Promise<OutboundAnswer>) {
  const keys: (string | undefined)[] = [];
  const egress: Egress = {
    send: async ({ headers, signal }) => {
      keys.push(headers["idempotency-key"]);
      return answer(signal);
    },
    check: () => null,
    close: async () => {},
  };
  return { egress, keys };
}

type Refuses = (commit: Commit) => Error | null;

/** A product whose store refuses some of the commits that would end a task. */
async function productWith(egress: Egress, refuses: Refuses = () => null) {
  const product = await openTestProduct({
    ...{ egress, blocks },
    wrapStore: (store): Store => ({
      ...store,
      commit: async (commit) => {
        const error = commit.finishes ? refuses(commit) : null;
        if (error) throw error;
        return store.commit(commit);
      },
    }),
  });
  return { product, id: await product.say("ann", "yes") };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await nextTurn();
}

async function pass(product: TestProduct, stepMs: number, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await settle();
    product.clock.advance(stepMs);
  }
  await settle();
}

async function tracesOf(product: TestProduct, id: number): Promise<readonly string[]> {
  return (await product.store.trace(id, 50)).map(({ code }) => code);
}

const recordsAnEntry = ({ turn }: Commit) => (turn?.entries.length ?? 0) > 0;

test("calls once although nothing can be recorded for a day, and records the answer when it can", async () => {
  let isFull = true;
  const { egress, keys } = answering(() => answered(200, "paid"));
  const refuses = () => (isFull ? new StoreFull("full") : null);
  const { product, id } = await productWith(egress, refuses);
  product.startWorkers();
  await pass(product, 30_000, 2 * 60 * 24);
  expect(keys).toHaveLength(1);
  isFull = false;
  await pass(product, 30_000, 5);
  expect((await product.transcript(id)).at(-1)).toBe("bot: State: paid");
  expect([keys.length, (await product.store.report()).tasks]).toEqual([1, 0]);
  expect(product.reports.splice(0).length).toBeGreaterThan(100);
  await product.close();
});

test("tells the flow of an unusable answer when that one can never be recorded", async () => {
  const { egress, keys } = answering(() => answered(200, "paid"));
  const { product, id } = await productWith(egress, (commit) =>
    JSON.stringify(commit.turn?.entries ?? null).includes("paid") ? new StoreRefused("no") : null,
  );
  product.startWorkers();
  await pass(product, 1_000, 120);
  expect((await product.transcript(id)).at(-1)).toBe("bot: It failed");
  expect([keys.length, (await product.store.report()).tasks]).toEqual([1, 0]);
  expect(product.reports.splice(0)).toHaveLength(5);
  await product.close();
});

test("gives the task up visibly when no answer at all can be recorded", async () => {
  const { egress, keys } = answering(() => answered(200, "paid"));
  const { product, id } = await productWith(egress, (commit) =>
    recordsAnEntry(commit) ? new Error("a fault of ours") : null,
  );
  product.startWorkers();
  await pass(product, 10_000, 200);
  expect(await tracesOf(product, id)).toContain("call-not-recorded");
  expect([keys.length, (await product.store.report()).tasks]).toEqual([1, 0]);
  expect(product.reports.splice(0)).toHaveLength(10);
  // Whoever looks after the conversation can still send it on.
  const go = { customerId: id, workspaceId: product.workspace.id, botId: product.bot.id };
  await product.features.go({ ...go, block: "bad", isLaunched: true });
  expect((await product.transcript(id)).at(-1)).toBe("bot: It failed");
  await product.close();
});

test.each(["flow-not-loadable", "unknown-conversation"] as const)(
  "calls nobody where the answer could not be brought to anybody: %s",
  async (code) => {
    const { egress, keys } = answering(() => answered(200, "paid"));
    const { product, id } = await productWith(egress);
    const { features, clock } = product;
    const perform = performCallHttp({
      ...{ ...features, egress, clock, failpoints: noFailpoints },
      ...(code === "unknown-conversation"
        ? { read: async () => null }
        : { flows: { running: () => Promise.reject(new Error("damaged")) } }),
    });
    const [task] = await product.store.claimTasks(1, 60_000);
    if (!task) throw new Error("Nothing is owed.");
    const signal = new AbortController().signal;
    await perform(task, { signal, putOff: async () => expect.unreachable() });
    expect([keys.length, (await product.store.report()).tasks]).toEqual([0, 0]);
    expect(await tracesOf(product, id)).toContain(code);
    await product.close();
  },
);

test("keeps the author's retries for tries that were made: ends of the server cost none", async () => {
  let isEnding = true;
  const { egress, keys } = answering((signal) =>
    isEnding
      ? new Promise((resolve) => {
          signal?.addEventListener("abort", () => resolve(aborted));
        })
      : answered(503),
  );
  const { product, id } = await productWith(egress);
  for (let start = 0; start < 4; start += 1) {
    const loop = product.startWorkers();
    await settle();
    const stopped = loop.stop(100);
    await pass(product, 100, 1);
    await stopped;
  }
  expect(keys).toHaveLength(4);
  const before = keys.length;
  isEnding = false;
  product.startWorkers();
  await pass(product, 1_000, 10);
  expect((await product.transcript(id)).at(-1)).toBe("bot: It failed");
  expect(keys.length - before).toBe(2);
  expect(new Set(keys).size).toBe(1);
  await product.close();
});

import { expect, test } from "vitest";
import { openTestProduct, storeNames, type TestProduct } from "../../open-test-product.ts";
import type { Commit, CommitResult, IdempotentAnswer, Store } from "../../ports/store.ts";
import { StoreBroken, StoreBusy } from "../../ports/store-failure.ts";
import type { Seal } from "./outcome.ts";

const row = (scope: string, body: string): IdempotentAnswer => {
  return { scope, bodyHash: "hash", status: 200, body, createdMs: 0 };
};

const sealedAs =
  (scope: string): Seal =>
  (outcome) =>
    row(scope, outcome.kind);

/** A store that answers these commits otherwise, in order; `null` lets one through. */
function unwilling(answers: (CommitResult | Error | null)[], seen: Commit[] = []) {
  return (store: Store): Store => ({
    ...store,
    commit: async (commit) => {
      if (!commit.turn) return store.commit(commit);
      seen.push(commit);
      const answer = answers.shift() ?? null;
      if (answer instanceof Error) throw answer;
      return answer ?? store.commit(commit);
    },
  });
}

async function closing(product: TestProduct, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } finally {
    await product.close();
  }
}

test.each(storeNames)("writes a turn and the answer to its request as one (%s)", async (store) => {
  const product = await openTestProduct({ store });
  await closing(product, async () => {
    const { features } = product;
    const id = await product.say("ann", "Ann");
    const set = () => features.customerFields.set(id, "city", { value: "Oulu" }, sealedAs("s1"));
    expect((await set()).kind).toBe("taken");
    expect((await product.store.idempotentAnswer("s1"))?.body).toBe("taken");
    const before = await product.store.conversation(id);
    // Whoever else has written the answer has written the turn: this one leaves nothing behind.
    expect((await set()).kind).toBe("answered-before");
    expect(await product.store.conversation(id)).toEqual(before);
  });
});

test.each(storeNames)(
  "keeps the answer to a refused and to a pointless request (%s)",
  async (store) => {
    const product = await openTestProduct({ store });
    await closing(product, async () => {
      const { features, bot, workspace } = product;
      const id = await product.say("ann", "Ann");
      const go = { customerId: id, workspaceId: workspace.id, botId: bot.id, isLaunched: true };
      const refused = await features.go({ ...go, block: "nowhere", seal: sealedAs("s1") });
      expect(refused).toMatchObject({ kind: "refused", refusal: "unknown-block" });
      expect((await product.store.idempotentAnswer("s1"))?.body).toBe("refused");
      const nothing = await features.customerFields.clear(id, "unset", sealedAs("s2"));
      expect(nothing).toMatchObject({ kind: "taken", entries: [] });
      expect((await product.store.idempotentAnswer("s2"))?.body).toBe("taken");
      const unknown = await features.customerFields.clear(99_999_999, "unset", sealedAs("s3"));
      expect(unknown.kind).toBe("unknown");
      expect((await product.store.idempotentAnswer("s3"))?.body).toBe("unknown");
    });
  },
);

test("computes a turn again from what is stored when another was written first", async () => {
  const commits: Commit[] = [];
  const product = await openTestProduct({
    wrapStore: unwilling([null, "conflict", "conflict"], commits),
  });
  await closing(product, async () => {
    const id = await product.say("ann", "Ann");
    await product.say("ann", "again", { clientId: "k2", clientHash: "h" });
    expect(commits).toHaveLength(4);
    // Time went on between the attempts, so nothing of the first may be in the last.
    const times = commits.slice(1).map(({ turn }) => turn?.entries[0]?.atUs ?? 0);
    expect(new Set(times).size).toBe(3);
    expect(await product.transcript(id)).toEqual([
      "bot: Your name?",
      "customer: Ann",
      "bot: Thanks, Ann",
      "customer: again",
    ]);
  });
});

test.each(storeNames)(
  "goes on from what is stored behind its back, and finds a message whose request failed though it was stored (%s)",
  async (kind) => {
    let isFailing = false;
    const wrapStore = (store: Store): Store => ({
      ...store,
      commit: async (commit) => {
        const result = await store.commit(commit);
        if (isFailing) throw new StoreBroken("Nobody knows whether that was written.");
        return result;
      },
    });
    const product = await openTestProduct({ store: kind, wrapStore });
    await closing(product, async () => {
      const id = await product.say("ann", "Ann");
      const again = () => product.say("ann", "again", { clientId: "k2", clientHash: "h" });
      isFailing = true;
      await expect(again()).rejects.toThrow(StoreBroken);
      isFailing = false;
      await product.say("ann", "more", { clientId: "k3", clientHash: "h" });
      await again();
      const said = (await product.transcript(id)).filter((line) => line.startsWith("customer"));
      expect(said).toEqual(["customer: Ann", "customer: again", "customer: more"]);
    });
  },
);

test("gives up on a conversation that changes under every attempt", async () => {
  const forever = Array.from({ length: 40 }, () => "conflict" as const);
  const product = await openTestProduct({ wrapStore: unwilling([null, ...forever]) });
  await closing(product, async () => {
    await product.say("ann", "Ann");
    await expect(product.say("ann", "again")).rejects.toThrow("changed 20 times");
  });
});

test("tells nobody of a turn that was not written, and takes the next one from what is stored", async () => {
  const product = await openTestProduct({ wrapStore: unwilling([null, new StoreBusy("busy")]) });
  await closing(product, async () => {
    const id = await product.say("ann", "Ann");
    const told: number[] = [];
    product.hub.subscribe(id, ({ entries }) => told.push(...entries.map(({ seq }) => seq)));
    await expect(product.say("ann", "lost")).rejects.toThrow(StoreBusy);
    expect(told).toEqual([]);
    await product.say("ann", "kept");
    expect(told).toEqual([4]);
    expect((await product.transcript(id)).at(-1)).toBe("customer: kept");
  });
});

test("tells the hub of a turn only once it can be read", async () => {
  const product = await openTestProduct({ store: "sqlite" });
  await closing(product, async () => {
    const read: Promise<boolean>[] = [];
    product.hub.subscribeAll(({ conversationId, entries }) => {
      const limit = 100;
      const stored = product.store.entries({ conversationId, limit });
      read.push(
        stored.then((found) => entries.every(({ uuid }) => found.some((it) => it.uuid === uuid))),
      );
    });
    await product.say("ann", "Ann");
    await product.say("ann", "again");
    expect(await Promise.all(read)).toEqual([true, true]);
  });
});

test.each(storeNames)("takes a hundred turns at once one after another (%s)", async (store) => {
  const product = await openTestProduct({ store });
  await closing(product, async () => {
    const id = await product.say("ann", "Ann");
    const words = Array.from({ length: 100 }, (_, n) => `message ${n}`);
    await Promise.all(words.map((text) => product.say("ann", text)));
    expect((await product.transcript(id)).slice(3)).toEqual(words.map((it) => `customer: ${it}`));
    const entries = await product.store.entries({ conversationId: id, limit: 1000 });
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
    const times = entries.map(({ atUs }) => atUs);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });
});

test.each(storeNames)("writes resends of one message at once as one entry (%s)", async (store) => {
  const product = await openTestProduct({ store });
  await closing(product, async () => {
    const sends = Array.from({ length: 20 }, () =>
      product.features.visitorTurns.say(product.visitor("ann"), {
        message: { type: "text", text: "Ann" },
        ...{ clientId: "k1", clientHash: "h1" },
      }),
    );
    const outcomes = await Promise.all(sends);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual([
      ...Array.from({ length: 19 }, () => "repeated"),
      "taken",
    ]);
    const [id] = outcomes.map((it) => ("conversation" in it ? it.conversation.id : 0));
    expect(await product.transcript(id ?? 0)).toEqual([
      "bot: Your name?",
      "customer: Ann",
      "bot: Thanks, Ann",
    ]);
  });
});

test("finds a resend without asking the store to write it twice, however old", async () => {
  const commits: Commit[] = [];
  let lookUps = 0;
  const product = await openTestProduct({
    wrapStore: (store) => ({
      ...unwilling([], commits)(store),
      entryByClientId: (...key) => {
        lookUps += 1;
        return store.entryByClientId(...key);
      },
    }),
  });
  await closing(product, async () => {
    for (let n = 0; n < 5; n += 1)
      await product.say("ann", "hi", { clientId: `k${n}`, clientHash: "h" });
    // Everything that this conversation ever saw is known here.
    expect(lookUps).toBe(0);
    await product.say("ann", "hi", { clientId: "k0", clientHash: "h" });
    expect([lookUps, commits.length]).toEqual([1, 5]);
    for (let rest = 0; rest < 3; rest += 1) product.clock.advance(60_000);
    for (const n of [0, 1]) await product.say("ann", "hi", { clientId: `k${n}`, clientHash: "h" });
    expect(commits).toHaveLength(5);
    await expect(product.say("ann", "ho", { clientId: "k1", clientHash: "other" })).rejects.toThrow(
      "refused",
    );
  });
});

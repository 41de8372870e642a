import type { Author } from "@parley/flow";
import { expect, test } from "vitest";
import type { AgentRecord, BotRecord, ChannelRecord } from "../../ports/records.ts";
import { createHookBook, personKey } from "./hook-book.ts";
import { hookOf } from "./testing/hook-records.ts";

const channel = { id: 5, workspaceId: 1, name: "Site" } as ChannelRecord;
const agent = { id: 7, name: "Pau", uuid: "agent-uuid", email: "p@x.org" } as AgentRecord;

/** A store that counts what it is asked. */
function counting(hooks = [hookOf({ channelId: 5 })]) {
  const asked: string[] = [];
  const answer = <T>(what: string, value: T): Promise<T> => {
    asked.push(what);
    return Promise.resolve(value);
  };
  const book = createHookBook({
    hooks: (id) => answer(`hooks ${id}`, hooks),
    channel: (id) => answer(`channel ${id}`, channel),
    agents: () => answer("agents", [agent]),
    bot: (id) => answer(`bot ${id}`, id === 9 ? ({ uuid: "bot-uuid" } as BotRecord) : null),
  });
  return { asked, book };
}

const by = (...authors: Author[]) =>
  authors.map((author) => ({
    entry: { seq: 1, author, message: { type: "text" as const, text: "" } },
  }));
const pau = { kind: "agent", id: 7, name: "Pau" } as const;

test("asks once for a channel, and answers at once from then on", async () => {
  const { asked, book } = counting();
  const looking = [book.audience(5), book.audience(5)];
  expect(looking[0]).toBeInstanceOf(Promise);
  expect(await looking[1]).toMatchObject({ channel, hooks: [{ id: 1 }] });
  expect(asked).toEqual(["hooks 5", "channel 5"]);
  expect(book.audience(5)).toMatchObject({ channel });
});

test("remembers that nobody listens, without looking for the channel", async () => {
  const { asked, book } = counting([]);
  expect(await book.audience(5)).toBeNull();
  expect(book.audience(5)).toBeNull();
  expect(asked).toEqual(["hooks 5"]);
});

test("looks again after a change; who looked before it is not remembered", async () => {
  const { asked, book } = counting();
  const before = book.audience(5);
  book.forget();
  const after = book.audience(5);
  await Promise.all([before, after]);
  expect(asked.filter((it) => it === "hooks 5")).toHaveLength(2);
  book.forget();
  await before;
  expect(book.audience(5)).toBeInstanceOf(Promise);
});

test("a failed look is not remembered", async () => {
  let isDown = true;
  const book = createHookBook({
    hooks: () => (isDown ? Promise.reject(new Error("busy")) : Promise.resolve([])),
    channel: () => Promise.resolve(channel),
    agents: () => Promise.resolve([]),
    bot: () => Promise.resolve(null),
  });
  await expect(book.audience(5)).rejects.toThrow("busy");
  isDown = false;
  expect(await book.audience(5)).toBeNull();
});

test("meets authors once; customers and the system are strangers to nobody", async () => {
  const { asked, book } = counting();
  const audience = await book.audience(5);
  if (!audience) throw new Error("Somebody listens.");
  const nobody = by({ kind: "customer", id: 1 }, { kind: "sys", id: 0 });
  expect(book.introduce(audience, nobody)).toBe(audience);
  const met = await book.introduce(audience, by(pau, { kind: "bot", id: 9 }));
  expect(met.people.get(personKey(pau))).toMatchObject({ uuid: "agent-uuid", email: "p@x.org" });
  expect(met.people.get("bot.9")).toEqual({ uuid: "bot-uuid", email: null });
  const known = book.audience(5);
  expect(known).toBe(met);
  expect(book.introduce(met, by(pau, { kind: "bot", id: 9 }))).toBe(met);
  expect(asked.slice(2)).toEqual(["agents", "bot 9"]);
});

test("an author who is unknown to the store is asked for once", async () => {
  const { asked, book } = counting();
  const audience = await book.audience(5);
  if (!audience) throw new Error("Somebody listens.");
  const gone = by({ kind: "agent", id: 8, name: "Gone" }, { kind: "bot", id: 10 });
  const met = await book.introduce(audience, gone);
  expect([met.people.get("agent.8"), met.people.get("bot.10")]).toEqual([null, null]);
  expect(book.introduce(met, gone)).toBe(met);
  expect(asked.slice(2)).toEqual(["agents", "bot 10"]);
});

test("remembers a bounded number of channels", async () => {
  const { asked, book } = counting([]);
  for (let id = 0; id < 2_500; id += 1) await book.audience(id);
  expect(book.audience(2_499)).toBeNull();
  expect(book.audience(0)).toBeInstanceOf(Promise);
  expect(asked).toHaveLength(2_501);
});

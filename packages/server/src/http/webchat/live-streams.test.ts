import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { readStream, type StreamReader } from "../../egress/testing/stream-reader.ts";
import { openTestProduct, type TestProduct } from "../../open-test-product.ts";
import type { StoredEntry } from "../../ports/store.ts";
import { createPlaces } from "../places.ts";

const secret = "v_a-secret-of-some-visitor-ann";
const clients: StreamReader[] = [];
let product: TestProduct | null = null;

afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.destroy();
  await product?.close();
  product = null;
});

async function openServer(
  options: Parameters<typeof openTestProduct>[0] = {},
): Promise<TestProduct> {
  product = await openTestProduct(options);
  await product.app.listen({ host: "127.0.0.1", port: 0 });
  return product;
}

async function read(
  of: TestProduct,
  headers: Record<string, string> = {},
  query = "",
): Promise<StreamReader> {
  const { port } = of.app.server.address() as AddressInfo;
  const path = `/webchat/api/stream/?channel_token=${of.channel.token}${query}`;
  const client = await readStream(port, path, { authorization: `Bearer ${secret}`, ...headers });
  clients.push(client);
  return client;
}

async function send(of: TestProduct, words: string): Promise<number> {
  const answer = await of.app.inject({
    method: "POST",
    url: "/webchat/api/send/",
    headers: { authorization: `Bearer ${secret}` },
    payload: { channel_token: of.channel.token, new_visitor: true, message: words },
  });
  expect(answer.statusCode).toBe(200);
  return answer.json<{ customer_id: number }>().customer_id;
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);

test("ends the stream of an erased customer, of an unknown secret never begins one", async () => {
  const chat = await openServer();
  const id = await send(chat, "Ann");
  const reader = await read(chat);
  const stranger = await read(chat, { authorization: `Bearer ${secret}-other` });
  await expect.poll(reader.seqs).toEqual(upTo(3));
  await expect.poll(stranger.text).toMatch(/^HTTP\/1\.1 401 /);
  await chat.features.eraseCustomer(id);
  await expect.poll(reader.hasEnded).toBe(true);
  expect(chat.streams.count).toBe(0);
});

test("lets the server close though a reader never closes its side", async () => {
  const chat = await openServer();
  await send(chat, "Ann");
  const { port } = chat.app.server.address() as AddressInfo;
  const path = `/webchat/api/stream/?channel_token=${chat.channel.token}`;
  const request = `GET ${path} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${secret}\r\n\r\n`;
  const halfOpen = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  onTestFinished(() => void halfOpen.destroy());
  halfOpen.on("data", () => {}).write(request);
  await expect.poll(() => chat.streams.count).toBe(1);
  await chat.close();
  product = null;
  await expect.poll(() => halfOpen.destroyed || halfOpen.readableEnded).toBe(true);
});

test("forgets a reader who has left, even before the stream began", async () => {
  const chat = await openServer({
    wrapStore: (store) => ({
      ...store,
      channelByToken: async (token) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return store.channelByToken(token);
      },
    }),
  });
  const early = await read(chat);
  early.socket.destroy();
  await send(chat, "Ann");
  const late = await read(chat);
  await expect.poll(() => chat.streams.count).toBe(1);
  late.socket.destroy();
  await expect.poll(() => chat.streams.count).toBe(0);
});

test("tells readers to come back when the server ends, also one who comes too late", async () => {
  const chat = await openServer();
  await send(chat, "Ann");
  const reader = await read(chat);
  await expect.poll(reader.seqs).toEqual(upTo(3));
  chat.streams.closeAll();
  const late = await read(chat);
  for (const one of [reader, late])
    await expect.poll(one.text).toMatch(/event: reconnect\ndata: \{"after_ms":\d+\}/);
  expect(chat.streams.count).toBe(0);
});

test("goes on serving when news come for a stream that has just ended", async () => {
  const slowRead: (() => void)[] = [];
  let isSlow = false;
  const chat = await openServer({
    wrapStore: (store) => ({
      ...store,
      conversation: async (id) => {
        if (isSlow) await new Promise<void>((resolve) => slowRead.push(resolve));
        return store.conversation(id);
      },
    }),
  });
  const id = await send(chat, "Ann");
  const reader = await read(chat);
  await expect.poll(reader.text).toContain("event: state");
  // The conversation has to be read anew, and while that takes its time the stream ends.
  for (let rest = 0; rest < 3; rest += 1) chat.clock.advance(60_000);
  isSlow = true;
  chat.hub.publish({ conversationId: id, entries: [] });
  await expect.poll(() => slowRead.length).toBe(1);
  chat.streams.closeAll();
  isSlow = false;
  for (const go of slowRead) go();
  await send(chat, "still there?");
  expect(chat.reports).toEqual([]);
});

test("keeps a line alive, and cuts off who takes nothing for half a minute", async () => {
  const chat = await openServer();
  const id = await send(chat, "Ann");
  const reader = await read(chat);
  await expect.poll(reader.seqs).toEqual(upTo(3));
  const before = reader.text();
  chat.clock.advance(20_000);
  await expect.poll(() => reader.text().slice(before.length)).toContain(":\n\n");
  reader.socket.pause();
  const text = "x".repeat(30_000);
  for (let n = 0; n < 250; n += 1)
    await chat.features.agentTurns.send(
      id,
      { agent: { id: 7, name: "Bo" }, role: "agent" },
      { type: "text", text },
      true,
    );
  const memoryBytes = process.memoryUsage().rss;
  expect(chat.streams.count).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  chat.clock.advance(30_000);
  await expect.poll(() => chat.streams.count).toBe(0);
  reader.socket.resume();
  await expect.poll(reader.hasEnded).toBe(true);
  // It is cut off somewhere in the middle and comes back for the rest.
  const last = reader.seqs().at(-1) ?? 0;
  expect(reader.seqs()).toEqual(upTo(last));
  expect(last).toBeLessThan(254);
  const again = await read(chat, { "last-event-id": String(last) });
  await expect.poll(() => again.seqs().at(-1), { timeout: 5000 }).toBe(254);
  expect(again.seqs()[0]).toBe(last + 1);
  expect(process.memoryUsage().rss - memoryBytes).toBeLessThan(150 * 2 ** 20);
});

test("lets in 32 readers of a conversation, not 33", async () => {
  const chat = await openServer();
  await send(chat, "Ann");
  const readers = await Promise.all(upTo(32).map(() => read(chat)));
  await expect.poll(() => chat.streams.count).toBe(32);
  const tooMany = await read(chat);
  await expect.poll(tooMany.text).toMatch(/^HTTP\/1\.1 429 [\s\S]*retry-after: 10/i);
  readers[0]?.socket.destroy();
  await expect.poll(() => chat.streams.count).toBe(31);
  const next = await read(chat);
  await expect.poll(next.seqs).toEqual(upTo(3));
});

test("shows a visitor nothing of another one, whatever they ask for", async () => {
  const chat = await openServer();
  const canary = "canary-of-ann-71";
  const id = await send(chat, canary);
  const other = "v_a-secret-of-some-visitor-bob";
  const told: StoredEntry[] = [];
  chat.hub.subscribe(id, ({ entries }) => told.push(...entries));
  await chat.app.inject({
    method: "POST",
    url: "/webchat/auth/".concat(chat.channel.token),
    payload: { customer_token: other, new_visitor: true },
  });
  const bob = await read(
    chat,
    { authorization: `Bearer ${other}` },
    `&customer_id=${id}&after_seq=0`,
  );
  await expect.poll(bob.text).toContain("event: state");
  await send(chat, `${canary} again`);
  expect(told.length).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(bob.text()).not.toContain(canary);
});

test("holds so many streams of a network, and lets another in when one has left", async () => {
  const chat = await openServer({ places: { streamPlaces: createPlaces(2) } });
  await send(chat, "Ann");
  const [first, second] = [await read(chat), await read(chat)];
  await expect.poll(second.seqs).toEqual(upTo(3));
  const third = await read(chat);
  await expect.poll(third.text).toMatch(/^HTTP\/1\.1 429 .*retry-after: 10/s);
  first.socket.destroy();
  await expect.poll(() => chat.streams.count).toBe(1);
  const fourth = await read(chat);
  await expect.poll(fourth.seqs).toEqual(upTo(3));
});

import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { readStream, type StreamReader } from "../../egress/testing/stream-reader.ts";
import { openTestProduct, storeNames, type TestProduct } from "../../open-test-product.ts";
import type { ConversationNews, Hub } from "../../ports/hub.ts";
import type { Store } from "../../ports/store.ts";

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

test.each(storeNames)(
  "sends what was said and what is said from then on, in order (%s)",
  async (store) => {
    const chat = await openServer({ store });
    await send(chat, "Ann");
    const reader = await read(chat);
    await expect.poll(reader.seqs).toEqual(upTo(3));
    await Promise.all(upTo(30).map((n) => send(chat, `message ${n}`)));
    await expect.poll(reader.seqs).toEqual(upTo(33));
    expect(reader.text()).toMatch(/^HTTP\/1\.1 200 OK\r\ncontent-type: text\/event-stream/);
    expect(reader.text()).toContain('"message":"Thanks, Ann"');
  },
);

test("goes on after the last seq that the reader has", async () => {
  const chat = await openServer();
  await send(chat, "Ann");
  const byHeader = await read(chat, { "last-event-id": "2" }, "&after_seq=1");
  const byQuery = await read(chat, {}, "&after_seq=1");
  const unreadable = await read(chat, { "last-event-id": "not a number" }, "&after_seq=1");
  await expect.poll(byHeader.seqs).toEqual([3]);
  await expect.poll(byQuery.seqs).toEqual([2, 3]);
  await expect.poll(unreadable.seqs).toEqual([2, 3]);
});

test("does not wait for a seq from the future", async () => {
  const chat = await openServer();
  await send(chat, "Ann");
  const reader = await read(chat, { "last-event-id": "999" });
  await expect.poll(reader.text).toContain("event: state");
  await send(chat, "hi");
  await expect.poll(reader.seqs).toEqual([4]);
});

test("sends a history that is longer than one look into the log", async () => {
  const chat = await openServer();
  await send(chat, "Ann");
  for (const n of upTo(120)) await send(chat, `message ${n}`);
  const reader = await read(chat);
  await expect.poll(reader.seqs).toEqual(upTo(123));
});

/** A hub that loses, doubles and reorders what it is told. */
function unreliable(hub: Hub): Hub {
  let count = 0;
  let held: ConversationNews | null = null;
  return {
    ...hub,
    publish: (news) => {
      count += 1;
      if (count % 3 === 0) return;
      if (count % 3 === 1) {
        hub.publish(news);
        held = news;
      } else {
        hub.publish(news);
        if (held) hub.publish(held);
      }
    },
  };
}

test.each(storeNames)(
  "sends every entry once, whatever the hub loses or doubles (%s)",
  async (store) => {
    const chat = await openServer({ store, wrapHub: unreliable });
    await send(chat, "Ann");
    const reader = await read(chat);
    for (const n of upTo(30)) await send(chat, `message ${n}`);
    // The last word may be one that the hub lost; the next one brings it.
    await send(chat, "last");
    await send(chat, "very last");
    await expect.poll(() => reader.seqs().length).toBeGreaterThanOrEqual(34);
    expect(reader.seqs()).toEqual(upTo(reader.seqs().length));
  },
);

test("repeats nothing that is said, and sent, while it waits for the log", async () => {
  let log = Promise.resolve();
  const wrapStore = (store: Store): Store => ({
    ...store,
    entries: (range) => log.then(() => store.entries(range)),
  });
  const chat = await openServer({ wrapStore });
  await send(chat, "Ann");
  const { promise, resolve } = Promise.withResolvers<void>();
  log = promise;
  const reader = await read(chat, { "last-event-id": "3" });
  await expect.poll(() => chat.streams.count).toBe(1);
  await send(chat, "hi");
  await expect.poll(reader.seqs).toEqual([4]);
  resolve();
  await expect.poll(reader.text).toContain("event: state");
  expect(reader.seqs()).toEqual([4]);
});

test("tells the state after the words that led to it, and only when it changes", async () => {
  const chat = await openServer();
  const id = await send(chat, "Ann");
  const reader = await read(chat);
  await expect.poll(reader.text).toContain('event: state\ndata: {"phase":"idle"}');
  await chat.features.customerFields.set(id, "city", { value: "Oulu" });
  await chat.features.agentTurns.assign(id, { id: 7, name: "Bo" }, false);
  await expect.poll(reader.text).toContain('{"phase":"agent","agent":{"name":"Bo"}}');
  expect(reader.text().match(/event: state/g)).toHaveLength(2);
  expect(reader.text().indexOf('"action":"assign"')).toBeLessThan(
    reader.text().indexOf('"phase":"agent"'),
  );
});

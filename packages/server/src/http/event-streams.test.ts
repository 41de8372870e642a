import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEventStreams, type EventStream, type EventStreams } from "./event-streams.ts";
import { createHandClock, type HandClock } from "./testing/hand-ports.ts";
import { readEvents } from "./testing/read-events.ts";

let clock: HandClock;
let streams: EventStreams;
let server: Server;
let url: string;
let open: EventStream[];
let ended: number;
let mayRead: () => Promise<boolean>;
let keyOf: () => string;

beforeEach(async () => {
  [open, ended, mayRead] = [[], 0, async () => true];
  keyOf = () => "a";
  clock = createHandClock(0);
  streams = createEventStreams(clock);
  server = createServer((_, response) =>
    streams.open(
      {
        ...{ response, key: keyOf(), workspaceId: 1 },
        ...{ credential: "token.7", mayStillRead: () => mayRead() },
      },
      (stream) => {
        open.push(stream);
        return () => {
          ended += 1;
        };
      },
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const onlyOne = (): EventStream => {
  const [stream] = open;
  if (!stream) throw new Error("Nobody reads.");
  return stream;
};

test("a reader who takes nothing costs no memory: what finds no room is counted, and told when there is room", async () => {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
  socket.pause();
  await expect.poll(() => open.length).toBe(1);
  const stream = onlyOne();
  const data = "x".repeat(100_000);
  // More than any buffer between two ends of one machine.
  for (let at = 0; at < 200; at += 1) {
    stream.send("big", { at, data });
    await new Promise((resolve) => setImmediate(resolve));
  }
  const all = text(socket);
  socket.resume();
  // A heartbeat is when a reader who has caught up hears of it.
  await expect.poll(() => socket.readableLength).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  clock.advance(20_000);
  stream.send("small", { done: true });
  stream.end();
  const heard = await all;
  const sent = heard.match(/event: big/g)?.length ?? 0;
  const missed = Number(/event: missed\ndata: \{"count":(\d+)\}/.exec(heard)?.[1]);
  expect(missed).toBeGreaterThan(50);
  expect(sent + missed).toBe(200);
  expect(heard).toContain('event: small\ndata: {"done":true}');
});

test("whoever leaves is cleaned up after once, and hears nothing any more", async () => {
  const reader = await readEvents(url, "t");
  await reader.close();
  await expect.poll(() => ended).toBe(1);
  onlyOne().send("late", {});
  onlyOne().end();
  clock.advance(60_000);
  expect(ended).toBe(1);
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("whoever may not read any more is sent away within five seconds; a question that fails is asked again", async () => {
  const reader = await readEvents(url, "t");
  await settled();
  mayRead = () => Promise.reject(new Error("The database is busy."));
  clock.advance(5_000);
  await settled();
  onlyOne().send("still", { here: true });
  expect(await reader.next()).toEqual({ name: "still", data: { here: true } });
  mayRead = async () => false;
  clock.advance(4_999);
  await settled();
  expect(ended).toBe(0);
  clock.advance(1);
  await reader.ended();
  expect(ended).toBe(1);
});

test("whose token ended before the stream began hears its beginning only", async () => {
  mayRead = async () => false;
  const reader = await readEvents(url, "t");
  await reader.ended();
});

test("the streams of a revoked token end at once, and others go on", async () => {
  const reader = await readEvents(url, "t");
  await settled();
  streams.endOf("token.8");
  expect(ended).toBe(0);
  streams.endOf("token.7");
  expect(ended).toBe(1);
  await reader.ended();
});

test("a check of all asks of each reader once at a time", async () => {
  const readers = await Promise.all([readEvents(url, "t"), readEvents(url, "t")]);
  await settled();
  let asked = 0;
  mayRead = async () => {
    asked += 1;
    return asked > 1;
  };
  for (let round = 0; round < 3; round += 1) streams.recheck();
  await expect.poll(() => ended).toBe(1);
  expect(asked).toBe(2);
  await settled();
  streams.recheck();
  expect(asked).toBe(3);
  await Promise.all(readers.map((it) => it.close()));
  await expect.poll(() => ended).toBe(2);
});

test("there is room for 16 readers of one thing, and again when one has left", async () => {
  const readers = await Promise.all(Array.from({ length: 16 }, () => readEvents(url, "t")));
  const hasRoom = (key: string) => streams.hasRoom({ key, workspaceId: 1 });
  expect([hasRoom("a"), hasRoom("b")]).toEqual([false, true]);
  await readers[0]?.close();
  await expect.poll(() => hasRoom("a")).toBe(true);
  streams.closeAll();
  expect(ended).toBe(16);
});

test("the watchers of one workspace, whatever they watch, keep nobody of another out", async () => {
  keyOf = () => `thing ${open.length}`;
  const readers = await Promise.all(Array.from({ length: 128 }, () => readEvents(url, "t")));
  expect(streams.hasRoom({ key: "another", workspaceId: 1 })).toBe(false);
  expect(streams.hasRoom({ key: "another", workspaceId: 2 })).toBe(true);
  await readers[0]?.close();
  await expect.poll(() => streams.hasRoom({ key: "another", workspaceId: 1 })).toBe(true);
});

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Webhook } from "standardwebhooks";
import { afterEach, expect, test } from "vitest";
import { parseAllowList } from "../../egress/allow-list.ts";
import { createEgress } from "../../egress/create-egress.ts";
import { noFailpoints } from "../../ports/failpoints.ts";
import { hook, hookWrites, owe, putHooks } from "../../stores/contract/hook-samples.ts";
import { openSqliteStore } from "../../stores/sqlite/open-sqlite-store.ts";
import { createSystemChance, systemClock } from "../../system-ports.ts";
import { startDispatcher } from "./start-dispatcher.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const soon = { timeout: 20_000 };
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Seen {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver on this machine; `answer` gives its status and body. */
async function startReceiver(answer: (seen: Seen) => { status: number; body?: string }) {
  const seen: Seen[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { url = "", headers } = request;
      const one = { path: url, headers, body: Buffer.concat(parts).toString("utf8") };
      seen.push(one);
      const { status, body = "" } = answer(one);
      response.writeHead(status, { location: "/moved" }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** The product's own store, way out and clock, and hooks at these addresses. */
async function start(...urls: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "parley-hooks-"));
  const store = openSqliteStore({ file: join(folder, "parley.db"), clock: systemClock });
  const egress = createEgress({ allow: parseAllowList("127.0.0.1").rules });
  await putHooks(store, ...urls.map((url, n) => hook(n + 1, { url, types: [] })));
  const counts = { ok: 0, failed: 0, dead: 0 };
  const dispatcher = startDispatcher({
    ...{ store, egress, clock: systemClock, chance: createSystemChance() },
    failpoints: noFailpoints,
    secretsOf: () => ({ token: "s3cret", secrets: [{ secret, untilMs: null }] }),
    watch: {
      attempted: (outcome) => {
        counts[outcome] += 1;
      },
      sentAfter: () => {},
    },
    report: (error) => {
      throw error;
    },
    tell: () => {},
  });
  closing.push(async () => {
    await dispatcher.stop(0);
    await egress.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const hookIds = urls.map((_, n) => n + 1);
  const say = async (conversationId: number, from: number, to: number) => {
    const nowMs = systemClock.nowMs();
    await owe(store, conversationId, to, hookIds, { nowMs });
    const seqs = Array.from({ length: to - from + 1 }, (_, n) => from + n);
    dispatcher.offer(hookWrites(conversationId, seqs, hookIds, { nowMs }));
  };
  return { store, dispatcher, counts, say };
}

/** Checks a request as its receiver would, with the public library. */
const isSigned = ({ headers, body }: Seen): boolean =>
  isDeepStrictEqual(new Webhook(secret).verify(body, plain(headers)), JSON.parse(body));

const plain = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

test("delivers many conversations to several hooks over real connections: all of it, in order, signed", async () => {
  const [first, second] = [
    await startReceiver(() => ({ status: 200 })),
    await startReceiver(() => ({ status: 204 })),
  ];
  const { say, counts, dispatcher, store } = await start(`${first.url}/a`, `${second.url}/b?x=1`);
  await Promise.all(
    Array.from({ length: 100 }, async (_, conversation) => {
      for (const from of [1, 4, 7]) await say(conversation + 1, from, from + 2);
    }),
  );
  await expect.poll(() => counts.ok, soon).toBe(100 * 9 * 2);
  await dispatcher.stop(1_000);
  for (const { seen } of [first, second]) {
    const orders = new Map<string, number[]>();
    for (const { headers, body } of seen) {
      const conversation = String(headers["webhook-id"]).split("_")[1] ?? "";
      const { seq } = (JSON.parse(body) as { messages: [{ seq: number }] }).messages[0];
      orders.set(conversation, [...(orders.get(conversation) ?? []), seq]);
    }
    expect(orders.size).toBe(100);
    expect([...orders.values()].every((seqs) => seqs.join() === "1,2,3,4,5,6,7,8,9")).toBe(true);
  }
  expect([...first.seen, ...second.seen].every(isSigned)).toBe(true);
  expect(second.seen[0]).toMatchObject({
    path: "/b?x=1",
    headers: {
      authorization: "Token s3cret",
      "user-agent": "landbot/webhooks",
      "content-type": "application/json",
    },
  });
  const { rows } = await store.deliveries({ hookId: 1, status: "ok", offset: 0, limit: 1_000 });
  expect(rows).toHaveLength(900);
  expect(JSON.stringify(rows)).not.toContain("s3cret");
});

test("follows no redirect and keeps the beginning of a long answer", async () => {
  const receiver = await startReceiver(() => ({ status: 307, body: "é".repeat(100_000) }));
  const { say, counts, dispatcher, store } = await start(receiver.url);
  await say(1, 1, 1);
  await expect.poll(() => counts.failed, soon).toBe(1);
  await dispatcher.stop(1_000);
  expect(receiver.seen.map(({ path }) => path)).toEqual(["/"]);
  const row = await store.delivery({ hookId: 1, conversationId: 1, run: 0, seq: 1 });
  expect(row?.attempts).toMatchObject([
    { status: 307, error: "The receiver answered 307; redirects are not followed." },
  ]);
  expect(row?.attempts[0]?.answer).toBe("é".repeat(1_024));
});

test("says why a receiver cannot be reached, without a second try that is less safe", async () => {
  const receiver = await startReceiver(() => ({ status: 200 }));
  const { say, counts, dispatcher, store } = await start(receiver.url.replace("http:", "https:"));
  await say(1, 1, 1);
  await expect.poll(() => counts.failed, soon).toBe(1);
  await dispatcher.stop(1_000);
  const row = await store.delivery({ hookId: 1, conversationId: 1, run: 0, seq: 1 });
  expect(row?.attempts).toMatchObject([
    { status: null, error: "The server's certificate could not be accepted." },
  ]);
  expect(receiver.seen).toEqual([]);
});

test("a replay to another origin is signed, and goes without the hook's token", async () => {
  const [own, other] = [
    await startReceiver(() => ({ status: 200 })),
    await startReceiver(() => ({ status: 200 })),
  ];
  const { say, counts, dispatcher, store } = await start(`${own.url}/hook`);
  await say(1, 1, 1);
  await expect.poll(() => counts.ok, soon).toBe(1);
  for (const url of [`${other.url}/hook`, `${own.url}/again`])
    await store.startRun({ hookId: 1, sinceMs: 0, url, nowMs: systemClock.nowMs() });
  dispatcher.refresh(1);
  await expect.poll(() => other.seen.length + own.seen.length, soon).toBe(3);
  await dispatcher.stop(1_000);
  expect(own.seen.map(({ path, headers }) => [path, headers.authorization]).sort()).toEqual([
    ["/again", "Token s3cret"],
    ["/hook", "Token s3cret"],
  ]);
  expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  expect([...own.seen, ...other.seen].every(isSigned)).toBe(true);
});

import { request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foundWorkspace } from "../../features/accounts/agents.ts";
import { scopes } from "../../features/accounts/scopes.ts";
import type { Conversation, Store } from "../../ports/store.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson } from "../testing/ask-json.ts";
import { type ApiChannel, openApiChannel } from "../testing/open-api-channel.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let channel: ApiChannel;

beforeEach(async () => {
  channel = await openApiChannel();
});
afterEach(() => channel.server.close());

const download = (query = "", headers: Record<string, string> = {}) =>
  channel.server.ask({ url: `/v1/exports/transcripts/${query}`, headers });

async function lines(query = ""): Promise<readonly { readonly [key: string]: unknown }[]> {
  const { body } = await download(query);
  return body
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const wordsOf = async (query = "") => (await lines(query)).map(({ message }) => message);

test("gives every message as a line of JSON, conversation by conversation, in order", async () => {
  await channel.say("Hi", "ann");
  await channel.say("Hello", "bob");
  await channel.say("Large", "ann");
  const answer = await download();
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    "content-type": "application/x-ndjson",
    "content-disposition": 'attachment; filename="transcripts.jsonl"',
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  const all = await lines();
  expect(all.map(({ customer_id, seq, message }) => [customer_id, seq, message])).toEqual([
    ...[
      [10_000_001, 1, "Hi"],
      [10_000_001, 2, "You said: Hi"],
      [10_000_001, 3, "Which size?"],
    ],
    ...[
      [10_000_001, 4, "Large"],
      [10_000_001, 5, "Size: Large"],
    ],
    ...[
      [10_000_002, 1, "Hello"],
      [10_000_002, 2, "You said: Hello"],
      [10_000_002, 3, "Which size?"],
    ],
  ]);
  const shown = await askJson(channel.server, "GET", "/v1/customers/10000002/messages/");
  expect(all.slice(5).map(({ customer_id: _, channel_id: __, ...it }) => it)).toEqual(
    (shown.body as { messages: unknown[] }).messages,
  );
});

test("gives one conversation, one channel, or a span of time", async () => {
  const { clock, features, workspace } = channel.server;
  const other = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Other", type: "apichat", botId: null },
  });
  await channel.say("first");
  clock.advance(60_000);
  const headers = { authorization: `Token ${other.key}` };
  await channel.send({ message: { type: "text", message: "second" } }, "x", headers);
  clock.advance(60_000);
  await channel.send({ message: { type: "text", message: "third" } }, "x", headers);
  const begin = Date.UTC(2026, 10, 21, 12) / 1000;
  const cases: [string, string[]][] = [
    [`?customer_id=10000002`, ["second", "third"]],
    [`?channel_id=${other.channel.id}`, ["second", "third"]],
    [`?channel_id=${channel.id}&customer_id=10000002`, []],
    [`?since=${begin + 60}`, ["second", "third"]],
    [`?until=${begin + 60}&since=${begin + 1}`, []],
    [`?since=2026-11-21T12:01:00Z&until=2026-11-21T13:02:00%2B01:00`, ["second"]],
    [`?since=&until=&channel_id=&format=&customer_id=10000002`, ["second", "third"]],
  ];
  for (const [query, words] of cases) expect(await wordsOf(query), query).toEqual(words);
});

test("says beforehand how many conversations there are at most, so that a reader knows how far it is", async () => {
  const { features, workspace } = channel.server;
  await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Other", type: "apichat", botId: null },
  });
  for (const who of ["ann", "bob", "eve"]) await channel.say("Hi", who);
  const totalOf = async (query: string) => (await download(query)).headers["total-conversations"];
  const cases: [string, string][] = [
    ...["", "?format=csv", "?format=training"].map((query): [string, string] => [query, "3"]),
    [`?channel_id=${channel.id}`, "3"],
    [`?channel_id=${channel.id + 1}`, "0"],
    ["?customer_id=10000002", "1"],
  ];
  for (const [query, total] of cases) expect(await totalOf(query), query).toBe(total);
  const seen = new Set((await lines()).map(({ customer_id }) => customer_id));
  expect(String(seen.size)).toBe(await totalOf(""));
});

test("gives CSV that no spreadsheet runs", async () => {
  const nasty = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", " =1", '"=1', "=a,b", "Hi, you"];
  await channel.send({
    customer: { name: "=cmd|' /C calc'!A0" },
    message: { type: "text", message: "Hi" },
  });
  await askJson(channel.server, "PUT", "/v1/customers/10000001/assign/");
  for (const text of nasty) await channel.say(text);
  const answer = await download("?format=csv&customer_id=10000001");
  expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
  expect(answer.headers["content-disposition"]).toContain("transcripts.csv");
  const rows = answer.body.split("\r\n");
  expect(rows[0]).toBe(
    '"customer_id","customer_name","channel_id","seq","id","time","type","sender_type","sender_id","sender_name","message","payload","data"',
  );
  expect(rows[1]).toMatch(
    /^10000001,"'=cmd\|' \/C calc'!A0",2000001,1,"evt_\w+","2026-11-21T12:00:00\.000Z","text","customer",10000001,"'=cmd\|' \/C calc'!A0","Hi",,"\{""body"":""Hi""\}"$/,
  );
  for (const text of nasty.slice(0, -1))
    expect(answer.body).toContain(`,"'${text.replaceAll('"', '""')}",`);
  expect(answer.body).toContain(`,"Hi, you",`);
  expect(answer.body).not.toMatch(/(?:^|[,\n])"?[\s"]*[=+@＝-]/mu);
});

test("gives one conversation a line to train with, without events", async () => {
  await channel.say("Hi", "ann");
  await channel.say("Hello", "bob");
  await askJson(channel.server, "POST", "/v1/customers/10000001/send_text/", {
    message: "I am Eva",
  });
  expect(await lines("?format=training")).toEqual([
    {
      customer_id: 10_000_001,
      messages: [
        { role: "user", content: "Hi" },
        { role: "assistant", content: "You said: Hi" },
        { role: "assistant", content: "Which size?\n- Small\n- Large" },
        { role: "assistant", name: "agent", content: "I am Eva" },
      ],
    },
    expect.objectContaining({ customer_id: 10_000_002 }),
  ]);
});

test("an export of nothing is empty, but for the header of a table", async () => {
  expect((await download()).body).toBe("");
  expect((await download("?format=training")).body).toBe("");
  expect((await download("?format=csv")).body.split("\r\n")).toHaveLength(2);
});

test("what is not the caller's is not there, and what is no filter is refused", async () => {
  const other = await foundWorkspace(channel.server, "Other");
  await channel.say("Secret");
  const { secret } = await channel.server.features.tokens.create({
    ...{ workspaceId: other.workspace.id, agentId: other.admin.id, name: "All", scopes },
  });
  const foreign = { authorization: `Token ${secret}` };
  expect((await download("", foreign)).body).toBe("");
  for (const query of [`?channel_id=${channel.id}`, "?customer_id=10000001"])
    expect((await download(query, foreign)).statusCode).toBe(404);
  for (const query of ["?channel_id=7", "?customer_id=7"])
    expect((await download(query)).statusCode).toBe(404);
  const backwards = "?since=2026-11-22&until=2026-11-21";
  for (const query of ["?format=xml", "?since=yesterday", "?channel_id=x", backwards])
    expect((await download(query)).statusCode, query).toBe(422);
});

test("needs the scope to read customers", async () => {
  const { server } = channel;
  const { secret } = await server.features.tokens.create({
    ...{
      workspaceId: server.workspace.id,
      agentId: server.admin.id,
      name: "Few",
      scopes: ["bots:read"],
    },
  });
  const answer = await download("", { authorization: `Token ${secret}` });
  expect(answer.statusCode).toBe(403);
});

describe("of very much", () => {
  const conversations = 100_000;
  let big: TestServer;
  let pages = 0;
  let failsAt = Number.POSITIVE_INFINITY;

  /** A store that seems to hold 100,000 conversations of one message of 1 KiB each. */
  function seemBig(store: Store, sample: Conversation): Store {
    return {
      ...store,
      customersBetween: async ({ afterId = 0, beforeId, limit }) => {
        if (beforeId !== undefined) return [{ ...sample, id: conversations }];
        const count = Math.max(0, Math.min(limit, conversations - afterId));
        return Array.from({ length: count }, (_, at) => ({ ...sample, id: afterId + at + 1 }));
      },
      entries: async ({ conversationId }) => {
        pages += 1;
        if (conversationId >= failsAt) throw new Error("The disk fails.");
        const text = "x".repeat(1024);
        const entry = {
          seq: 1,
          author: { kind: "bot", id: 1 },
          message: { type: "text", text },
        } as const;
        return [
          {
            conversationId,
            seq: 1,
            uuid: String(conversationId),
            atUs: 1_000_001,
            entry,
            clientHash: null,
          },
        ];
      },
    };
  }

  beforeEach(async () => {
    pages = 0;
    failsAt = Number.POSITIVE_INFINITY;
    await channel.say("Hi");
    const sample = await channel.server.store.conversation(10_000_001);
    if (!sample) throw new Error("There is a customer.");
    const one = { ...sample, state: { ...sample.state, seq: 1 }, registeredUs: 1 };
    big = await openTestServer({ openStore: (ports) => seemBig(openMemoryStore(ports), one) });
    await big.app.listen({ host: "127.0.0.1", port: 0 });
  });
  afterEach(() => big.close());

  function begin(): Promise<IncomingMessage> {
    const { port } = big.app.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Token ${big.token}` };
      httpRequest({ host: "127.0.0.1", port, path: "/v1/exports/transcripts/", headers }, resolve)
        .on("error", reject)
        .end();
    });
  }

  /** How many pages have been read once nothing more is read. */
  async function settled(): Promise<number> {
    for (let before = -1; before !== pages; ) {
      before = pages;
      await sleep(100);
    }
    return pages;
  }

  test("reads no further than the reader takes, and not at all once the reader has gone", async () => {
    const answer = await begin();
    const readAhead = await settled();
    expect(readAhead).toBeGreaterThan(10);
    expect(readAhead).toBeLessThan(20_000);
    answer.once("data", () => {}).pause();
    answer.destroy();
    expect(await settled()).toBeLessThan(readAhead + 1_000);
  });

  test("breaks off where the store fails, so that nobody takes a part for the whole", async () => {
    failsAt = 5_000;
    const answer = await begin();
    answer.resume();
    const end = await new Promise((resolve) => {
      answer.once("end", () => resolve("whole")).once("error", ({ message }) => resolve(message));
    });
    expect([answer.statusCode, end, answer.complete]).toEqual([200, "aborted", false]);
    expect(big.reports.splice(0)).toEqual([new Error("The disk fails.")]);
    failsAt = Number.POSITIVE_INFINITY;
    const next = await begin();
    expect(next.statusCode).toBe(200);
    next.destroy();
  });

  test("refuses a fifth at the same time, and takes it when one has ended", async () => {
    const four = [await begin(), await begin(), await begin(), await begin()];
    expect(four.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const fifth = await begin();
    expect([fifth.statusCode, fifth.headers["retry-after"]]).toEqual([429, "10"]);
    four[0]?.destroy();
    await expect
      .poll(async () => {
        const next = await begin();
        next.destroy();
        return next.statusCode;
      })
      .toBe(200);
    for (const answer of [...four, fifth]) answer.destroy();
  });
});

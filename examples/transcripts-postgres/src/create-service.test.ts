import { listen } from "@parley/hook-receiver/run-service";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { drawSecret, sampleMessage, sendHook } from "../../hook-receiver/test/signed-request.ts";
import { ask } from "../test/ask.ts";
import { hasPostgres, type Postgres, startPostgres } from "../test/start-postgres.ts";
import { createService } from "./create-service.ts";

/** Without PostgreSQL these are left out; where everything must run (CI) they fail instead. */
const hasNoPostgres = !hasPostgres() && !process.env.PARLEY_TEST_ALL;

const secret = drawSecret();
let postgres: Postgres;

const query = (sql: string) => ask(postgres.url, sql);

describe.skipIf(hasNoPostgres)("with a PostgreSQL of its own", () => {
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres.remove());
  beforeEach(async () => void (await query("drop table if exists parley_messages cascade")));

  async function start(): Promise<string> {
    const service = await createService({ databaseUrl: postgres.url, secret }, () => {});
    const { url, stop } = await listen({ host: "127.0.0.1", port: 0 }, service);
    onTestFinished(stop);
    return url;
  }

  const rows = (columns: string) => query(`select ${columns} from parley_messages order by seq`);

  test("keeps a message with its words, its moment, and all of it", async () => {
    const message = sampleMessage({ timestamp: 1_795_312_045.695001 });
    expect((await sendHook(await start(), secret, message)).status).toBe(204);
    const [row] = await rows("*, to_char(said_at at time zone 'UTC', 'HH24:MI:SS.US') as at");
    expect(row).toMatchObject({
      ...{ event_id: "evt_1", channel_id: "2000001", customer_id: "10000001", seq: 1 },
      ...{ at: "01:47:25.695001", type: "text", sender: "customer", sender_name: "Ann" },
      ...{ body: "Hello", message },
    });
  });

  test("keeps a message once, however often and at once it comes", async () => {
    const url = await start();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => sendHook(url, secret, sampleMessage())),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await rows("event_id")).toEqual([{ event_id: "evt_1" }]);
  });

  test.each([
    ["the character 0", "a\0b", "ab"],
    ["half a character", "a\ud83db", "a\ufffdb"],
    ["quotes and backslashes", `'"\\'; drop table parley_messages; --`, undefined],
  ])("keeps words with %s", async (_, body, kept = body) => {
    const answer = await sendHook(await start(), secret, sampleMessage({ data: { body } }));
    expect(answer.status).toBe(204);
    expect(await rows("body")).toEqual([{ body: kept }]);
  });

  test.each([
    ["event", { action: "assign", agent_id: 40_001 }, "assign"],
    ["image", { url: "https://example.org/a.png", caption: "" }, "https://example.org/a.png"],
    ["location", { latitude: 38.7, longitude: -9.1 }, ""],
  ])("an %s has words too, where it has any", async (type, data, body) => {
    await sendHook(await start(), secret, sampleMessage({ type, data }));
    expect(await rows("type, body")).toEqual([{ type, body }]);
  });

  test("shows where something is missing", async () => {
    const url = await start();
    for (const seq of [2, 3, 7])
      await sendHook(url, secret, sampleMessage({ seq, event_id: `evt_${seq}` }));
    const gaps = await query("select after_seq, missing from parley_gaps order by 1");
    expect(gaps).toEqual([
      { after_seq: 0, missing: 1 },
      { after_seq: 3, missing: 3 },
    ]);
  });

  test("several can start on an empty database at once", async () => {
    const urls = await Promise.all([start(), start(), start()]);
    for (const url of urls) expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  test("asks for the message again while the database is away, and goes on when it is back", async () => {
    const url = await start();
    await sendHook(url, secret, sampleMessage());
    await postgres.stop();
    const away = await sendHook(url, secret, sampleMessage({ seq: 2, event_id: "evt_2" }));
    const health = await fetch(`${url}/health`);
    await postgres.start();
    expect([away.status, health.status]).toEqual([503, 503]);
    const back = await sendHook(url, secret, sampleMessage({ seq: 2, event_id: "evt_2" }));
    expect(back.status).toBe(204);
    expect(await rows("seq")).toEqual([{ seq: 1 }, { seq: 2 }]);
  });
});

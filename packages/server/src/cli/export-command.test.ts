import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley } from "./testing/run-parley.ts";
import { startServer } from "./testing/start-server.ts";
import { writeCustomer } from "./testing/write-customer.ts";

const messages = 1_203;

async function installed(): Promise<string> {
  const { folder, remove } = await makeInstallation(async (store) => {
    await writeCustomer(store, messages);
  });
  onTestFinished(remove);
  return folder;
}

const linesOf = (text: string) => text.split("\n").slice(0, -1);

test("export prints every message as a line of JSON, over several pages, and says how many conversations it were", async () => {
  const folder = await installed();
  const { code, out, err } = await runParley(folder, "export");
  expect([code, err]).toEqual([0, "Exported 1 conversation.\n"]);
  const all = linesOf(out).map((line) => JSON.parse(line));
  expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: messages }, (_, at) => at + 1));
  expect(all[0]).toMatchObject({
    ...{ customer_id: 10_000_001, channel_id: 2_000_001, message: "Message 1" },
    ...{ id: expect.stringMatching(/^evt_/), timestamp: expect.any(Number) },
  });
});

test("export gives a table, or conversations to train with", async () => {
  const folder = await installed();
  const table = await runParley(folder, "export", "--format", "csv", "--customer", "10000001");
  expect(table.out.split("\r\n")).toHaveLength(messages + 2);
  expect(table.out).toMatch(/^"customer_id",/);
  const training = await runParley(folder, "export", "--for-training", "--customer", "10000001");
  const [line, ...more] = linesOf(training.out);
  expect(more).toEqual([]);
  expect(JSON.parse(line ?? "").messages).toHaveLength(messages);
});

test("export refuses a table that is to be trained with: one of the two would win without a word", async () => {
  const folder = await installed();
  const both = await runParley(folder, "export", "--format", "csv", "--for-training");
  expect([both.code, both.out]).toEqual([2, ""]);
  expect(both.err).toContain("cannot be used with");
});

test("export takes a span of time, by days or to the second", async () => {
  const folder = await installed();
  const count = async (...span: string[]) =>
    linesOf((await runParley(folder, "export", ...span)).out).length;
  expect(await count("--since", "2100-01-01")).toBe(0);
  expect(await count("--until", "2100-01-01T00:00:00+02:00", "--since", "1970-01-01")).toBe(
    messages,
  );
  const { code, err } = await runParley(folder, "export", "--since", "yesterday");
  expect([code, err]).toEqual([2, expect.stringContaining("2026-11-21T09:30:00Z")]);
  const back = ["--since", "2026-11-22", "--until", "2026-11-21"];
  const backwards = await runParley(folder, "export", ...back);
  expect([backwards.code, backwards.err]).toEqual([1, expect.stringContaining("later than")]);
});

test("export --out writes a file for its owner alone, and replaces none", async () => {
  const folder = await installed();
  const file = join(folder, "all.jsonl");
  expect((await runParley(folder, "export", "--out", file)).out).toBe("");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(linesOf(readFileSync(file, "utf8"))).toHaveLength(messages);
  const second = await runParley(folder, "export", "--out", file);
  expect([second.code, second.err]).toEqual([1, expect.stringContaining("is there already")]);
  expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
});

test("export names a channel and a customer that are not there", async () => {
  const folder = await installed();
  const channel = await runParley(folder, "export", "--channel", "7");
  expect([channel.code, channel.out, channel.err]).toEqual([1, "", "There is no channel 7.\n"]);
  const customer = await runParley(folder, "export", "--customer", "7");
  expect([customer.code, customer.err]).toEqual([1, "There is no customer 7.\n"]);
  expect((await runParley(folder, "export", "--format", "xml")).code).toBe(2);
});

test("export works beside the running server, and sees what was said a moment ago", async () => {
  const { folder, remove } = await makeInstallation();
  onTestFinished(remove);
  const server = await startServer(folder);
  onTestFinished(async () => void (await server.stop()));
  const made = await runParley(folder, "channel", "create", "--type", "apichat", "--name", "App");
  const { channel_token } = JSON.parse(made.out);
  const sent = await fetch(`${server.url}/v1/send/ann/`, {
    method: "POST",
    headers: { authorization: `Token ${channel_token}`, "content-type": "application/json" },
    body: JSON.stringify({ message: { type: "text", message: "Just now" } }),
  });
  expect(sent.status).toBe(201);
  const { out } = await runParley(folder, "export");
  expect(linesOf(out).map((line) => JSON.parse(line).message)).toEqual(["Just now"]);
});

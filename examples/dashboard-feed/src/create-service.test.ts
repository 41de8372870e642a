import { listen } from "@parley/hook-receiver/run-service";
import { expect, onTestFinished, test } from "vitest";
import { drawSecret, sampleMessage, sendHook } from "../../hook-receiver/test/signed-request.ts";
import { startParley } from "../../hook-receiver/test/start-parley.ts";
import { temporaryFolder } from "../test/temporary-folder.ts";
import { createService } from "./create-service.ts";
import { openCounts } from "./open-counts.ts";

const atMs = Date.parse("2026-11-22T12:30:00Z");

async function start(secret = drawSecret(), nowMs = () => atMs, port = 0) {
  const counts = openCounts(temporaryFolder(onTestFinished));
  const ports = { counts, secret, timeZone: "Europe/Lisbon", complain: () => {}, nowMs };
  const { url, stop } = await listen({ host: "127.0.0.1", port }, createService(ports));
  return { url, secret, stop };
}

/** Reads the stream until it has told this. */
async function hear(stream: Response, what: string): Promise<string> {
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (!heard.includes(what)) heard += (await reader?.read())?.value ?? "";
  await reader?.cancel();
  return heard;
}

const hook = (at: number, changes: object = {}) =>
  sampleMessage({ timestamp: at / 1000 + 0.25, ...changes });

test("shows what was counted, and escapes every word of it", async () => {
  const { url, secret, stop } = await start();
  onTestFinished(stop);
  await sendHook(`${url}/hook`, secret, hook(atMs));
  await sendHook(`${url}/hook`, secret, hook(atMs, { event_id: "evt_2", type: "<script>" }));
  const answer = await fetch(url);
  const text = await answer.text();
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(text).toContain("<dd>2</dd>");
  expect(text).toContain("12:00 · Customers 2");
  expect(text).not.toContain("<script>");
});

test("tells open pages at once, also several messages together, and a repeat not at all", async () => {
  const { url, secret, stop } = await start();
  onTestFinished(stop);
  const stream = await fetch(`${url}/events`);
  for (const id of ["evt_1", "evt_1", "evt_2", "evt_3"])
    await sendHook(`${url}/hook`, secret, hook(atMs, { event_id: id }));
  const heard = await hear(stream, "<dd>3</dd>");
  expect(heard).not.toContain("<dd>4</dd>");
  expect(heard.split("event: view").length).toBeLessThanOrEqual(5);
});

test("the stylesheets and the script are there, and nothing else", async () => {
  const { url, stop } = await start();
  onTestFinished(stop);
  const statuses = async (...paths: string[]) =>
    Promise.all(paths.map(async (path) => (await fetch(`${url}${path}`)).status));
  expect(await statuses("/assets/tokens.css", "/assets/page.css", "/assets/live.js")).toEqual([
    200, 200, 200,
  ]);
  expect(await statuses("/assets/page.ts", "/assets/..%2fmain.ts", "/x")).toEqual([404, 404, 404]);
  expect((await fetch(url, { method: "POST" })).status).toBe(405);
});

test("follows a real conversation", async () => {
  const flow = {
    ...{ format: 1, name: "Greeter", start: "hello" },
    blocks: { hello: { kind: "send_text", params: { text: "Hello" } } },
  };
  const parley = await startParley(flow);
  onTestFinished(() => parley.stop());
  const first = await start();
  await first.stop();
  const { secret } = await parley.addHook(`${first.url}/hook`);
  const { url, stop } = await start(secret, Date.now, Number(new URL(first.url).port));
  onTestFinished(stop);
  const visitor = await parley.visit();
  await visitor.say("Good morning");
  const heard = await hear(await fetch(`${url}/events`), "<dd>2</dd>");
  expect(heard).toMatch(/Customers 1 · Bot 1/);
});

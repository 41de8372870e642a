import { once } from "node:events";
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPayment, get, post, waitForPayment } from "../test/client.ts";
import { type DeskProcess, startDeskProcess } from "../test/desk-process.ts";
import { type FakeParley, startFakeParley } from "../test/fake-parley.ts";
import { temporaryFolder } from "../test/open-desk.ts";

let parley: FakeParley;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let desk: DeskProcess;

const start = (env: Record<string, string> = {}): Promise<DeskProcess> =>
  startDeskProcess({ DESK_DATA: folder.path, PARLEY_URL: parley.url, ...env });

beforeEach(async () => {
  parley = await startFakeParley();
  folder = await temporaryFolder();
  desk = await start();
});

afterEach(async () => {
  if (desk.child.exitCode === null && desk.child.signalCode === null) await desk.end("SIGKILL");
  await parley.stop();
  await folder[Symbol.asyncDispose]();
});

test("killed between Set and Go, sends Go after the restart with the same key", async () => {
  parley.script({ status: 200 }, "silence");
  const id = await createPayment(desk.url);
  await post(`${desk.url}/payments/${id}/approve`);
  await parley.until(2);
  await desk.end("SIGKILL");

  desk = await start();
  await parley.until(3);
  expect(parley.received.map((call) => call.key)).toEqual([`${id}.set`, `${id}.go`, `${id}.go`]);
  expect(parley.received[2]?.body).toEqual({ launch: true, node: "Nkqgn6xkf" });
});

test("keeps to the way it was decided in, even when restarted in another mode", async () => {
  parley.script({ status: 200 }, "silence");
  const id = await createPayment(desk.url);
  await post(`${desk.url}/payments/${id}/approve`);
  await parley.until(2);
  await desk.end("SIGKILL");

  desk = await start({ DESK_MODE: "resume" });
  await parley.until(3);
  expect(parley.received[2]?.key).toBe(`${id}.go`);
});

test("a payment that was answered survives SIGKILL, and its key still gives the same answer", async () => {
  const body = { bot_id: 1, block_id: "b", customer_id: 2, name: "Ann", email: "a@example.org" };
  const first = await post(`${desk.url}/payments`, body, { "idempotency-key": "k" });
  await desk.end("SIGKILL");
  desk = await start();
  const again = await post(`${desk.url}/payments`, body, { "idempotency-key": "k" });
  expect(again.body).toEqual(first.body);
  expect((await get(`${desk.url}/payments`)).headers.get("x-total-count")).toBe("1");
});

test("cuts off a torn last line and goes on after it", async () => {
  const first = await createPayment(desk.url);
  await desk.end("SIGKILL");
  const path = join(folder.path, "payments.jsonl");
  await appendFile(path, '{"type":"decided","id":"pay_');

  desk = await start();
  const second = await createPayment(desk.url);
  await desk.end("SIGKILL");
  const ids = (await readFile(path, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).id);
  expect(ids).toEqual([first, second]);
});

test("ends on SIGTERM with success while Parley owes an answer, and loses nothing", async () => {
  parley.script("silence");
  const id = await createPayment(desk.url);
  await post(`${desk.url}/payments/${id}/approve`);
  await parley.until(1);
  expect(await desk.end("SIGTERM")).toBe(0);

  desk = await start();
  await waitForPayment(desk.url, id, (body) => body.status === "paid");
  await parley.until(3);
});

test("ends when its standard input closes, if it was asked to", async () => {
  await desk.end("SIGTERM");
  desk = await start({ DESK_EXIT_WITH_PARENT: "1" });
  const exit = once(desk.child, "exit");
  desk.child.stdin?.end();
  expect((await exit)[0]).toBe(0);
});

test("runs on when its standard input closes, if it was not asked", async () => {
  desk.child.stdin?.end();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await get(`${desk.url}/health`)).status).toBe(200);
});

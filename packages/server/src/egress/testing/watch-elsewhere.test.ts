import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { plainAnswer, type RawReceiver, startRawReceiver } from "./raw-receiver.ts";
import { type ElsewhereWatch, watchElsewhere } from "./watch-elsewhere.ts";

let folder: string;
let receiver: RawReceiver;
let watch: ElsewhereWatch;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "parley-elsewhere-"));
  receiver = await startRawReceiver({
    onRequest: (socket) => socket.end(plainAnswer("ok", "connection: close\r\n")),
  });
  watch = watchElsewhere(join(folder, "sockets"));
});
afterEach(async () => {
  watch.stop();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

/** Runs this code as a program, and waits for its end. */
const begin = {
  thread: (code: string) => once(new Worker(programOf(code), { execArgv: [] }), "exit"),
  process: (code: string) =>
    once(execFile(process.execPath, [programOf(code)], { env: {} }), "exit"),
};

function programOf(code: string): string {
  const program = join(folder, "program.mjs");
  writeFileSync(program, code);
  return program;
}

const kinds = ["thread", "process"] as const;
const asking = () => `await (await fetch("${receiver.url}")).text();`;

test.each(kinds)("a connection that a %s opens is reported, and so is its watch", async (kind) => {
  await begin[kind](asking());
  expect(receiver.connections()).toBe(1);
  expect(watch.programs()).toEqual(["program.mjs"]);
  expect(watch.strays()).toEqual([`program.mjs 127.0.0.1:${receiver.port}`]);
});

test.each(kinds)("a %s that opens none is watched all the same", async (kind) => {
  await begin[kind]("1 + 1;");
  expect(watch.programs()).toEqual(["program.mjs"]);
  expect(watch.strays()).toEqual([]);
});

test("after the end nothing that is begun is watched", async () => {
  watch.stop();
  for (const kind of kinds) await begin[kind](asking());
  expect(receiver.connections()).toBe(2);
  expect(watch.programs()).toEqual([]);
});

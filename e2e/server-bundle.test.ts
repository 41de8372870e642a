import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { serverFlags } from "../scripts/server-flags.mjs";
import { startProduct } from "./start-server.ts";

const folder = new URL("../packages/server/dist/node/", import.meta.url);
const files = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(new URL(name, folder), "utf8"),
}));

test("what runs beside the program is bundled as well: its sources would bring a reader of TypeScript", () => {
  const names = files.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["parley.js", "writer-thread.js", "aside-thread.js"]),
  );
  const started = files.flatMap(({ text }) => text.match(/new URL\("\.\/[\w-]+\.(ts|js)"/g) ?? []);
  expect(started.length).toBeGreaterThan(2);
  expect(started.filter((it) => it.includes(".ts"))).toEqual([]);
});

test("no file of the bundle takes two bytes a character", () => {
  const wide = files.filter(({ text }) => [...text].some((it) => it.charCodeAt(0) > 127));
  expect(wide.map(({ name }) => name)).toEqual([]);
});

test("an image is drawn anew by the bundled process, and what is none is refused", () => {
  const dot =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const program = new URL("redraw-image-process.js", folder).pathname;
  const draw = (input: Buffer) =>
    spawnSync(process.execPath, [program, "png", "1000000", "10"], { input });
  const drawn = draw(Buffer.from(dot, "base64"));
  expect(drawn.status).toBe(0);
  expect(drawn.stdout.subarray(1, 4).toString()).toBe("PNG");
  expect([drawn.stdout.readUInt32BE(16), drawn.stdout.readUInt32BE(20)]).toEqual([1, 1]);
  expect(draw(Buffer.from("no image")).status).toBe(3);
});

test("a server that nobody talks to gives back what only its start needed, and goes on", async () => {
  const product = await startProduct({ PARLEY_DEMO: "off" }, serverFlags());
  try {
    const atStart = megabytesOf(product.pid);
    const until = performance.now() + 10_000;
    while (megabytesOf(product.pid) > atStart - 5 && performance.now() < until) await wait(200);
    expect(megabytesOf(product.pid)).toBeLessThanOrEqual(atStart - 5);
    expect((await fetch(product.url)).ok).toBe(true);
  } finally {
    await product.stop();
  }
});

/** Resident memory of a process. */
function megabytesOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

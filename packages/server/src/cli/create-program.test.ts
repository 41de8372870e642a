import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runParley } from "./testing/run-parley.ts";

test("the program gives its version, in any folder", async () => {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const out = `${JSON.parse(manifest).version}\n`;
  expect(await runParley("/nowhere", "--version")).toEqual({ code: 0, out, err: "" });
});

test("behind a command --version is that command's own", async () => {
  const { code, out, err } = await runParley("/nowhere", "bot", "export", "1", "--version", "x");
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain("--version <n>");
});

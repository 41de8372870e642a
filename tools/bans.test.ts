import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

/** The lines of a file of these expressions, standing at `path`, that the plugins refuse. */
function refused(path: string, expressions: readonly string[]): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), "bans-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const file of ["biome.json", ".gitignore"]) cpSync(file, join(root, file));
  cpSync("tools", join(root, "tools"), { recursive: true });
  mkdirSync(join(root, path), { recursive: true });
  const lines = expressions.map((expression) => `  ${expression},`);
  writeFileSync(join(root, path, "seed.ts"), ["export const seed = [", ...lines, "];"].join("\n"));
  const { stdout, stderr } = spawnSync(
    resolve("node_modules/.bin/biome"),
    ["lint", "packages", "--max-diagnostics=none", "--colors=off"],
    { cwd: root, encoding: "utf8" },
  );
  const found = `${stdout}${stderr}`.matchAll(/seed\.ts:(\d+):\d+ plugin/g);
  return [...found].map(([, line]) => expressions[Number(line) - 2] ?? "");
}

test("text never becomes code, in any package", () => {
  const bad = ['new Function("return 1")', 'Function("return 1")', "globalThis.eval"];
  const good = ["Function.prototype", "evaluate(tree)", "createFunction(1)"];
  for (const path of ["packages/flow/src/expression", "packages/server/src/http"])
    expect(refused(path, [...bad, ...good])).toEqual(bad);
});

test("secrets are not compared by ===", () => {
  const bad = [
    "given.secret === kept",
    "kept !== visitor.visitorSecret",
    "signature === expected",
    "mac === expected",
    "token !== channel.token",
    "user?.password === text",
  ];
  const good = [
    "secret === null",
    "token === undefined",
    'token === ""',
    "tokens.length === 2",
    "token.id === id",
    "machine === other",
    "secretary === other",
  ];
  expect(refused("packages/server/src/http", [...bad, ...good])).toEqual(bad);
});

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

/** The lines of a file of these expressions, standing at `path`, that the plugins and the list of globals refuse. */
function refused(path: string, expressions: readonly string[]): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), "bans-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const file of ["biome.json", ".gitignore"]) cpSync(file, join(root, file));
  cpSync("tools", join(root, "tools"), { recursive: true });
  mkdirSync(join(root, path), { recursive: true });
  const rows = expressions.map((expression) => `  ${expression},`);
  writeFileSync(join(root, path, "seed.ts"), ["export const seed = [", ...rows, "];"].join("\n"));
  const { stdout, stderr } = spawnSync(
    resolve("node_modules/.bin/biome"),
    ["lint", "packages", "--max-diagnostics=none", "--colors=off"],
    { cwd: root, encoding: "utf8" },
  );
  const told = `${stdout}${stderr}`;
  const found = told.matchAll(/seed\.ts:(\d+):\d+ (?:plugin|lint\/style\/noRestrictedGlobals)/g);
  // One line can be wrong twice.
  const lines = new Set([...found].map(([, line]) => Number(line)));
  return [...lines].sort((a, b) => a - b).map((line) => expressions[line - 2] ?? "");
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

test("only the egress opens connections, by whatever name the runtime has for it", () => {
  const bad = [
    'fetch("https://example.org")',
    "[fetch]",
    'new WebSocket("wss://example.org")',
    'new EventSource("https://example.org")',
    'globalThis.fetch("https://example.org")',
    'globalThis["fetch"]("https://example.org")',
    'new globalThis.WebSocket("wss://example.org")',
    'new globalThis.EventSource("https://example.org")',
    'global.fetch("https://example.org")',
    "Reflect.get(globalThis, name)",
    "(() => { const { fetch: ask } = globalThis; return ask; })()",
    'process.getBuiltinModule("node:net")',
    'process.binding("tcp_wrap")',
    'createRequire(import.meta.url)("node:net")',
    'require("node:net")',
    'import("node:" + name)',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: It is the source that is planted.
    "import(`node:${name}`)",
  ];
  const good = [
    "egress.send(request)",
    "options.fetch(url)",
    "((fetch: (url: string) => void) => fetch(url))(ask)",
    '"new WebSocket"',
    "globalThis.gc",
    'import("./other.ts")',
    "isGlobal(value)",
  ];
  for (const path of ["server/src/http", "server/src/workers/effects", "server/src", "flow/src"])
    expect(refused(`packages/${path}`, [...bad, ...good]), path).toEqual(bad);
  expect(refused("packages/contract/src", [...bad, ...good])).toEqual(bad);
  // There it is what the folder is for, or a browser's own.
  for (const path of ["server/src/egress", "server/src/http/testing", "web/src/data", "widget/src"])
    expect(refused(`packages/${path}`, [...bad, ...good]), path).toEqual([]);
});

import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { Finding } from "./finding.ts";
import { damagePage } from "./testing/damage-page.ts";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley } from "./testing/run-parley.ts";
import { writeCustomer } from "./testing/write-customer.ts";

async function installed(): Promise<string> {
  const { folder, remove } = await makeInstallation(async (store) => {
    await writeCustomer(store, 5);
  });
  onTestFinished(remove);
  return folder;
}

async function examine(folder: string): Promise<{ code: number | null; findings: Finding[] }> {
  const { code, out } = await runParley(folder, "doctor", "--json");
  return { code, findings: JSON.parse(out).findings };
}

const faultsOf = (findings: readonly Finding[]) =>
  findings.filter((it) => it.state === "fault").map((it) => it.check);

test("doctor finds nothing wrong with a sound installation and says what it looked at", async () => {
  const { code, findings } = await examine(await installed());
  expect([code, findings.filter((it) => it.state !== "ok")]).toEqual([0, []]);
  expect(findings).toContainEqual(
    expect.objectContaining({
      check: "content",
      found: "1 conversations, 5 entries, 0 tasks owed",
    }),
  );
  expect(findings).toContainEqual(expect.objectContaining({ check: "audit log", state: "ok" }));
  expect(findings).toContainEqual(
    expect.objectContaining({ check: "hooks", found: "0 hooks; 0 deliveries owed" }),
  );
});

test("doctor finds a gap in the entries of a conversation", async () => {
  const folder = await installed();
  const db = new DatabaseSync(join(folder, "parley.db"));
  db.exec("DELETE FROM entry WHERE seq = 3");
  db.close();
  const { code, findings } = await examine(folder);
  expect([code, new Set(faultsOf(findings))]).toEqual([1, new Set(["soundness"])]);
});

/** The head of a page says how many cells it has, and where their content begins. */
const forgetRows = (page: Buffer) => page.fill(0, 3, 7);
const overwrite = (page: Buffer) => page.fill(0xa5);

const pageDamages: [string, string, (page: Buffer) => unknown, string[]][] = [
  [
    "a table whose first page is overwritten",
    "workspace",
    overwrite,
    ["soundness: Tree N (workspace)", "store: The database cannot be used"],
  ],
  [
    "an index whose first page is overwritten",
    "conversation_list",
    overwrite,
    [
      "soundness: Tree N (conversation_list)",
      "soundness: wrong # of entries in index conversation_list",
    ],
  ],
  [
    "an index that has forgotten all of its rows",
    "conversation_list",
    forgetRows,
    ["soundness: wrong # of entries in index conversation_list"],
  ],
  [
    "a table that has forgotten all of its rows",
    "conversation",
    forgetRows,
    [
      "soundness: wrong # of entries in index conversation_list",
      "soundness: foreign key: entry names rows of conversation that are not there (5 found)",
      "soundness: entry without conversation: 5 found",
    ],
  ],
];

test.each(pageDamages)("doctor finds %s", async (_, name, change, expected) => {
  const folder = await installed();
  damagePage(join(folder, "parley.db"), name, change);
  const { code, findings } = await examine(folder);
  expect(code).toBe(1);
  const told = findings
    .filter(({ state }) => state === "fault")
    .map(({ check, found }) => `${check}: ${found.replace(/^Tree \d+/, "Tree N")}`);
  for (const words of expected)
    expect(told).toContainEqual(expect.stringMatching(new RegExp(`^${RegExp.escape(words)}`)));
  // What else there is to know is told beside it.
  expect(findings).toContainEqual(expect.objectContaining({ check: "content" }));
  const advice = findings.filter(({ state }) => state === "fault").map((it) => it.advice);
  expect(new Set(advice)).toEqual(new Set([expect.stringContaining("restore the newest sound")]));
});

test("doctor shows the first faults of many, and says how many more there are", async () => {
  const folder = await installed();
  const db = new DatabaseSync(join(folder, "parley.db"));
  db.exec("CREATE TABLE big (x); INSERT INTO big VALUES (zeroblob(400000))");
  db.close();
  // Nothing leads any more to the fifty pages or so of the one row.
  damagePage(join(folder, "parley.db"), "big", forgetRows);
  const { findings } = await examine(folder);
  const found = findings.filter(({ check }) => check === "soundness").map((it) => it.found);
  expect(found).toHaveLength(21);
  expect(found.at(-1)).toMatch(/^[23]\d more$/);
});

test("doctor finds a file that is no database", async () => {
  const folder = await installed();
  for (const end of ["-wal", "-shm"]) rmSync(join(folder, `parley.db${end}`), { force: true });
  writeFileSync(
    join(folder, "parley.db"),
    "not a database at all, but long enough to be read as one ".repeat(40),
  );
  const { code, findings } = await examine(folder);
  expect([code, faultsOf(findings)]).toEqual([1, ["store"]]);
});

test("doctor finds a key that is missing, damaged, or open to others", async () => {
  const folder = await installed();
  const key = join(folder, "installation.key");
  chmodSync(key, 0o644);
  expect(faultsOf((await examine(folder)).findings)).toEqual(["installation key"]);
  writeFileSync(key, "short\n");
  expect(faultsOf((await examine(folder)).findings)).toEqual(["installation key"]);
  rmSync(key);
  expect(faultsOf((await examine(folder)).findings)).toEqual(["installation key"]);
});

test("doctor names the setting when another program has the port", async () => {
  const other = createServer((_, answer) => answer.end("hello"));
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const folder = await installed();
  const { examineServer } = await import("./examine-server.ts");
  const { readConfig } = await import("../config.ts");
  const config = readConfig({ PARLEY_DATA: folder, PARLEY_PORT: port, PARLEY_OPS_PORT: "0" });
  expect(await examineServer(config)).toMatchObject([
    { check: "server", state: "ok" },
    { check: `port ${port}`, state: "warning", advice: expect.stringContaining("PARLEY_PORT") },
    { check: "port 0", state: "ok" },
  ]);
});

test("doctor names a folder without a database", async () => {
  const { code, findings } = await examine("/tmp/parley-is-not-here");
  expect([code, faultsOf(findings)]).toEqual([1, ["data folder"]]);
});

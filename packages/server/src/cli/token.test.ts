import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { scopes } from "../features/accounts/scopes.ts";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley } from "./testing/run-parley.ts";

async function installed(): Promise<string> {
  const { folder, remove } = await makeInstallation();
  onTestFinished(remove);
  return folder;
}

const tokens = async (folder: string) =>
  JSON.parse((await runParley(folder, "token", "list", "--json")).out);

test("token create prints the token alone, and keeps only its hash", async () => {
  const folder = await installed();
  const made = await runParley(
    folder,
    "token",
    "create",
    "--name",
    "ci",
    "--scopes",
    "bots:run, bots:read",
    "--expires",
    "30d",
  );
  expect(made).toEqual({ code: 0, err: "", out: expect.stringMatching(/^parley_[\w-]{43}\n$/) });
  const [row] = await tokens(folder);
  expect(row).toMatchObject({ id: 1, name: "ci", state: "active", scopes: "bots:run,bots:read" });
  expect(Date.parse(row.expires) - Date.parse(row.created)).toBeGreaterThan(29 * 86_400_000);
  for (const file of ["parley.db", "parley.db-wal"])
    expect(readFileSync(join(folder, file), "latin1")).not.toContain(made.out.trim());
});

test("token revoke ends one token and leaves the others", async () => {
  const folder = await installed();
  await runParley(folder, "token", "create", "--name", "a");
  await runParley(folder, "token", "create", "--name", "b");
  expect((await runParley(folder, "token", "revoke", "1")).code).toBe(0);
  const states = (await tokens(folder)).map((it: { state: string }) => it.state);
  expect(states).toEqual(["revoked", "active"]);
  const unknown = await runParley(folder, "token", "revoke", "77");
  expect(unknown.code).toBe(1);
  expect(unknown.err).toContain("parley token list");
});

test("token create names what it does not know", async () => {
  const folder = await installed();
  const scope = await runParley(folder, "token", "create", "--name", "x", "--scopes", "bots:eat");
  expect([scope.code, scope.out]).toEqual([1, ""]);
  expect(scope.err).toContain('There is no scope "bots:eat".');
  const agent = await runParley(folder, "token", "create", "--name", "x", "--agent", "9");
  expect([agent.code, agent.out]).toEqual([1, ""]);
  expect(agent.err).toContain("40001 (Admin)");
  expect(await tokens(folder)).toEqual([]);
});

test("the help of token create names every scope", async () => {
  const { code, out } = await runParley("/tmp", "token", "create", "--help");
  expect(code).toBe(0);
  for (const scope of scopes) expect(out).toContain(scope);
});

test("a call that cannot be read ends with 2 and says how to get help", async () => {
  const folder = await installed();
  for (const call of [
    ["token", "create"],
    ["token", "create", "--name", "x", "--expires", "soon"],
    ["token", "revoke", "one"],
    ["tokens"],
    ["token", "list", "--jsno"],
  ]) {
    const { code, out, err } = await runParley(folder, ...call);
    expect([call, code, out]).toEqual([call, 2, ""]);
    expect(err).toContain("--help");
  }
});

test("a folder without a database is named, and none is made there", async () => {
  const { code, err } = await runParley("/tmp/parley-is-not-here", "token", "list");
  expect(code).toBe(1);
  expect(err).toContain("--data");
});

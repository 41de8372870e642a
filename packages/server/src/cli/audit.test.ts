import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../open-store.ts";
import { systemClock } from "../system-ports.ts";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley } from "./testing/run-parley.ts";

test("commands on the console have their lines in the audit log", async () => {
  const { folder, remove } = await makeInstallation();
  onTestFinished(remove);
  await runParley(folder, "token", "create", "--name", "ci");
  await runParley(folder, "token", "revoke", "1");
  await runParley(folder, "channel", "create", "--type", "apichat", "--name", "App");
  await runParley(folder, "export", "--format", "csv");
  await runParley(folder, "token", "list");
  const store = await openStore(folder, systemClock);
  const lines = await store.audit({ workspaceId: 1, limit: 9 });
  await store.close();
  expect(lines.map(({ deed, actor }) => [deed, actor.kind])).toEqual([
    ["transcripts.exported", "console"],
    ["channel.created", "console"],
    ["token.revoked", "console"],
    ["token.created", "console"],
  ]);
});

test("audit verify prints heads to keep, finds a changed line, and with a kept head a log written anew", async () => {
  const { folder, remove } = await makeInstallation();
  onTestFinished(remove);
  for (const name of ["a", "b", "c"]) await runParley(folder, "token", "create", "--name", name);
  const verify = async (...args: readonly string[]) => {
    const { code, out, err } = await runParley(folder, "audit", "verify", "--json", ...args);
    const [row] = out === "" ? [] : JSON.parse(out);
    return { code, row, err };
  };
  const whole = await verify();
  expect(whole).toMatchObject({ code: 0, row: { name: "Test", lines: 3, fault: null } });
  const { head } = whole.row;
  expect(head).toMatch(/^1:3:[0-9a-f]{64}$/);
  expect((await runParley(folder, "audit", "verify")).out).toContain(head);
  await runParley(folder, "token", "revoke", "1");
  expect(await verify("--head", head)).toMatchObject({ code: 0, row: { lines: 4 } });
  const another = `${head.slice(0, -4)}0000`;
  expect(await verify("--head", head, another)).toMatchObject({
    code: 1,
    row: { lines: 2, fault: expect.stringContaining("line 3 is not the one that was noted") },
  });
  expect(await verify("--head", "1:3")).toMatchObject({ code: 2 });
  expect(await verify("--head", head.replace("1:3:", "9:3:"))).toMatchObject({
    code: 1,
    row: undefined,
  });
  const db = new DatabaseSync(join(folder, "parley.db"));
  db.exec("DROP TRIGGER audit_unchanged; UPDATE audit SET subject_name = 'x' WHERE id = 2");
  db.close();
  expect(await verify()).toMatchObject({
    ...{ code: 1, err: "1 of 1 audit logs are not as they were written.\n" },
    row: { lines: 1, fault: expect.stringContaining("line 2 does not fit") },
  });
  const { code, out } = await runParley(folder, "doctor", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(out).findings).toContainEqual({
    ...{
      check: "audit log",
      state: "fault",
      advice: expect.stringContaining("parley audit verify"),
    },
    found: expect.stringContaining("workspace 1: line 2 does not fit"),
  });
});

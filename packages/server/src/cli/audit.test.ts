import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Command } from "commander";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../open-store.ts";
import type { Store } from "../ports/store.ts";
import { systemClock } from "../system-ports.ts";
import { createProgram } from "./create-program.ts";
import { makeInstallation } from "./testing/make-installation.ts";
import { testSettings } from "./testing/run-parley.ts";
import { smallFlow } from "./testing/small-flow.ts";
import { writeCustomer } from "./testing/write-customer.ts";

/** Each command opens the installation and closes it again. */
const timeout = 120_000;

/** What commands leave in the log, and those that leave nothing with the reason. */
const deeds: { readonly [command: string]: readonly string[] } = {
  "token create": ["token.created"],
  "token revoke": ["token.revoked"],
  "bot import": ["bot.created"],
  "channel create": ["channel.created"],
  "customer export": ["transcripts.exported"],
  export: ["transcripts.exported"],
  "account reset-password": ["account.reset_code"],
  backup: ["backup.made"],
  restore: ["backup.restored"],
};
const silent: { readonly [reason: string]: readonly string[] } = {
  "only looks": ["token list", "bot list", "bot export", "listen", "doctor", "audit verify"],
  "needs no installation": ["flow check", "flow schema", "version"],
  "who does something through it is told": ["serve"],
  "what is done with the code is told": ["setup-code"],
};

/** Runs a command here: a process for each would be most of the time. */
async function run(folder: string, ...args: readonly string[]) {
  const lines: string[] = [];
  const failure = await programOf(lines)
    .parseAsync(["--data", folder, ...args], { from: "user" })
    .then(() => null)
    .catch((error: unknown) => error);
  return { failure, out: lines.join("\n") };
}

const programOf = (lines: string[]) =>
  createProgram({
    env: testSettings,
    print: (line) => void lines.push(line),
    complain: () => {},
    write: async () => {},
  });

async function done(folder: string, ...args: readonly string[]): Promise<string> {
  const { failure, out } = await run(folder, ...args);
  expect([args, failure]).toEqual([args, null]);
  return out;
}

test("every command has its row here: it leaves a line in the audit log, or there is a reason", () => {
  const named = (it: Command): readonly string[] =>
    it.commands.length === 0
      ? [it.name()]
      : it.commands.flatMap(named).map((name) => `${it.name()} ${name}`);
  const commands = programOf([]).commands.flatMap(named);
  const rows = [...Object.keys(deeds), ...Object.values(silent).flat()];
  expect(commands.toSorted()).toEqual(rows.toSorted());
});

test("commands on the console have their lines in the audit log", { timeout }, async () => {
  let customerId = 0;
  const { folder, remove } = await makeInstallation(async (store) => {
    customerId = await writeCustomer(store, 1);
    await seatAnn(store);
  });
  onTestFinished(remove);
  const flow = join(folder, "flow.json");
  writeFileSync(flow, JSON.stringify(smallFlow));
  await done(folder, "token", "create", "--name", "ci");
  await done(folder, "token", "revoke", "1");
  await done(folder, "bot", "import", flow);
  await done(folder, "channel", "create", "--type", "apichat", "--name", "App");
  await done(folder, "customer", "export", String(customerId));
  await done(folder, "export", "--format", "csv");
  await done(folder, "account", "reset-password", "ann@example.org");
  const told = Object.values(deeds)
    .flat()
    .filter((deed) => !deed.startsWith("backup."));
  expect(await linesOf(folder)).toEqual(told.map((deed) => [deed, "console"]));
});

test("a copy holds the line of its making, and what is made of it that of its return", {
  timeout,
}, async () => {
  const { folder, remove } = await makeInstallation();
  onTestFinished(remove);
  const [copy, restored] = [join(folder, "copy"), join(folder, "restored")];
  await done(folder, "backup", copy);
  await done(restored, "restore", copy);
  expect(await linesOf(restored)).toEqual([
    ["backup.made", "console"],
    ["backup.restored", "console"],
  ]);
  expect(await linesOf(folder)).toEqual([["backup.made", "console"]]);
  await done(restored, "audit", "verify");
});

/** Gives the first seat to somebody who signs in. */
async function seatAnn(store: Store): Promise<void> {
  const [agent] = await store.agents(1);
  if (!agent) throw new Error("There is no agent.");
  const account = {
    ...{ id: "a", name: "Ann", email: "ann@example.org", passwordHash: "$argon2id$" },
    ...{ hasTwoFactor: false, createdMs: 1, updatedMs: 1 },
  };
  const seat = { ...agent, accountId: account.id };
  await store.commit({
    records: [
      { kind: "put-account", account },
      { kind: "put-agent", agent: seat },
    ],
  });
}

async function linesOf(folder: string): Promise<readonly (readonly [string, string])[]> {
  const store = await openStore(folder, systemClock);
  const lines = await store.audit({ workspaceId: 1, limit: 99 });
  await store.close();
  return lines.map(({ deed, actor }) => [deed, actor.kind] as const).toReversed();
}

const lineAt = (atMs: number) => {
  const actor = { kind: "server", agentId: null, tokenId: null, name: "", address: "" } as const;
  const about = { workspaceId: 1, atMs, actor, subject: "bot 1", subjectName: "Bot" } as const;
  return { kind: "add-audit", row: { ...about, deed: "bot.deleted", detail: {} } } as const;
};

test("audit verify prints heads to keep, finds a changed line, and with a kept head a log written anew", {
  timeout,
}, async () => {
  const { folder, remove } = await makeInstallation(async (store) => {
    for (const atMs of [1, 2, 3, 4]) await store.commit({ records: [lineAt(atMs)] });
  });
  onTestFinished(remove);
  const verify = async (...args: readonly string[]) => {
    const { failure, out } = await run(folder, "audit", "verify", "--json", ...args);
    return { failure, row: out === "" ? null : JSON.parse(out)[0] };
  };
  const whole = await verify();
  expect(whole).toMatchObject({ failure: null, row: { name: "Test", lines: 4, fault: null } });
  const { head } = whole.row;
  expect(head).toMatch(/^1:4:[0-9a-f]{64}$/);
  expect(await done(folder, "audit", "verify")).toContain(head);
  expect(await verify("--head", head)).toMatchObject({ failure: null, row: { lines: 4 } });
  expect(await verify("--head", head, `${head.slice(0, -4)}0000`)).toMatchObject({
    failure: { exitCode: 1, message: "1 of 1 audit logs are not as they were written." },
    row: { lines: 3, fault: expect.stringContaining("line 4 is not the one that was noted") },
  });
  expect(await verify("--head", "1:4")).toMatchObject({
    failure: { message: expect.stringContaining("workspace:line:hash") },
  });
  expect(await verify("--head", head.replace("1:4:", "9:4:"))).toMatchObject({
    ...{ failure: { message: "There is no workspace 9." }, row: null },
  });
  const db = new DatabaseSync(join(folder, "parley.db"));
  db.exec("DROP TRIGGER audit_unchanged; UPDATE audit SET subject_name = 'x' WHERE id = 2");
  db.close();
  expect(await verify()).toMatchObject({
    failure: { exitCode: 1 },
    row: { lines: 1, fault: expect.stringContaining("line 2 does not fit") },
  });
  const doctor = await run(folder, "doctor", "--json");
  expect(doctor.failure).toMatchObject({ exitCode: 1 });
  expect(JSON.parse(doctor.out).findings).toContainEqual({
    ...{
      check: "audit log",
      state: "fault",
      advice: expect.stringContaining("parley audit verify"),
    },
    found: expect.stringContaining("workspace 1: line 2 does not fit"),
  });
});

import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../open-store.ts";
import type { IdKind } from "../ports/store.ts";
import { firstIds } from "../stores/first-ids.ts";
import { systemClock } from "../system-ports.ts";
import { claimFolder } from "./pid-file.ts";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley } from "./testing/run-parley.ts";
import { writeCustomer } from "./testing/write-customer.ts";

/** An installation with a customer and a file of theirs, and a backup of it. */
async function backedUp() {
  const { folder, remove } = await makeInstallation(async (store) => {
    await writeCustomer(store, 3);
  });
  onTestFinished(remove);
  mkdirSync(join(folder, "files/10000001"), { recursive: true });
  mkdirSync(join(folder, "files/incoming"), { recursive: true });
  writeFileSync(join(folder, "files/10000001/photo.data"), "the photo");
  writeFileSync(join(folder, "files/incoming/half.data"), "half a file");
  mkdirSync(join(folder, "payment-desk"));
  writeFileSync(join(folder, "payment-desk/payments.jsonl"), "{}\n");
  writeFileSync(join(folder, "payment-desk.token"), "parley_demo\n");
  const elsewhere = mkdtempSync(join(tmpdir(), "parley-backup-"));
  onTestFinished(() => rmSync(elsewhere, { recursive: true }));
  const backup = join(elsewhere, "monday");
  const made = await runParley(folder, "backup", backup);
  return { folder, backup, made, elsewhere };
}

async function customersOf(folder: string): Promise<number> {
  const store = await openStore(folder, systemClock);
  const { total } = await store.customers({ workspaceId: 1, offset: 0, limit: 1 });
  await store.close();
  return total;
}

async function nextCustomer(folder: string): Promise<number> {
  const store = await openStore(folder, systemClock);
  const id = await store.reserveIds("customer", 1);
  await store.close();
  return id;
}

test("a backup holds database, key and finished files, for its owner alone, each with its hash", async () => {
  const { backup, made, folder } = await backedUp();
  expect(made).toMatchObject({ code: 0, err: "" });
  const manifest = JSON.parse(readFileSync(join(backup, "manifest.json"), "utf8"));
  expect(manifest.files.map((it: { path: string }) => it.path)).toEqual([
    "parley.db",
    "files/10000001/photo.data",
    "installation.key",
    "payment-desk.token",
    "payment-desk/payments.jsonl",
  ]);
  for (const path of ["manifest.json", "parley.db", "installation.key"])
    expect([path, statSync(join(backup, path)).mode & 0o777]).toEqual([path, 0o600]);
  expect(readdirSync(folder)).toContain("parley.db");
});

test("a backup never replaces what is there", async () => {
  const { folder, backup } = await backedUp();
  const before = readFileSync(join(backup, "manifest.json"), "utf8");
  const { code, err } = await runParley(folder, "backup", backup);
  expect(code).toBe(1);
  expect(err).toContain("is there already");
  expect(readFileSync(join(backup, "manifest.json"), "utf8")).toBe(before);
});

test("a restored installation is the one that was backed up, and gives no number twice", async () => {
  const { folder, backup, elsewhere } = await backedUp();
  // After the backup: another customer, whom other systems know by this number.
  const lost = await nextCustomer(folder);
  const restored = join(elsewhere, "data");
  const { code, out } = await runParley(restored, "restore", backup);
  expect(code).toBe(0);
  expect(out).toContain(`${restored} is as it was at `);
  expect(await customersOf(restored)).toBe(1);
  expect(readFileSync(join(restored, "files/10000001/photo.data"), "utf8")).toBe("the photo");
  expect(readFileSync(join(restored, "installation.key"), "utf8")).toBe(
    readFileSync(join(folder, "installation.key"), "utf8"),
  );
  expect(await nextCustomer(restored)).toBeGreaterThan(lost + 100_000);
  expect(existsSync(join(restored, "restoring"))).toBe(false);
  expect((await runParley(restored, "doctor")).code).toBe(0);
});

async function nextOfEach(folder: string): Promise<readonly number[]> {
  const store = await openStore(folder, systemClock);
  const kinds = Object.keys(firstIds) as IdKind[];
  const next = [];
  for (const kind of kinds) next.push(await store.reserveIds(kind, 1));
  await store.close();
  return next;
}

test("of no kind is a number given again after a restore", async () => {
  const { folder, backup, elsewhere } = await backedUp();
  const lost = await nextOfEach(folder);
  const restored = join(elsewhere, "data");
  expect((await runParley(restored, "restore", backup)).code).toBe(0);
  const next = await nextOfEach(restored);
  expect(next.filter((id, at) => id <= (lost[at] ?? 0))).toEqual([]);
});

test("a restore brings back no session that was ended, no code that was used, no invitation that was revoked", async () => {
  const { folder, remove } = await makeInstallation(async (store) => {
    const createdMs = systemClock.nowMs();
    const times = { createdMs, endsMs: createdMs + 3_600_000 };
    await store.commit({
      records: [
        {
          kind: "put-session",
          session: {
            ...{ id: "s", accountId: "a", tokenHash: "hash", address: "", userAgent: "" },
            ...{ ...times, usedMs: createdMs },
          },
        },
        { kind: "add-one-time", oneTime: { id: "o", name: "reset", value: "[]", ...times } },
        {
          kind: "put-invitation",
          invitation: {
            ...{ id: "i", workspaceId: 1, email: "bo@example.org", role: "agent" },
            ...{ tokenHash: "link", invitedBy: 40_001, ...times },
          },
        },
      ],
    });
  });
  onTestFinished(remove);
  const elsewhere = mkdtempSync(join(tmpdir(), "parley-backup-"));
  onTestFinished(() => rmSync(elsewhere, { recursive: true }));
  const [backup, restored] = [join(elsewhere, "monday"), join(elsewhere, "data")];
  await runParley(folder, "backup", backup);
  const { code, out } = await runParley(restored, "restore", backup);
  expect(code).toBe(0);
  expect(out).toContain("Everybody signs in to the Studio again");
  const store = await openStore(restored, systemClock);
  expect([await store.sessionByHash("hash"), await store.oneTime("o")]).toEqual([null, null]);
  expect(await store.invitationByHash("link")).toBe(null);
  await store.close();
});

test("restore refuses a folder that is in use or not empty, and moves nothing", async () => {
  const { folder, backup } = await backedUp();
  const full = await runParley(folder, "restore", backup);
  expect(full.code).toBe(1);
  expect(full.err).toContain("--replace");
  const claimed = claimFolder(folder);
  const used = await runParley(folder, "restore", backup, "--replace");
  claimed.release();
  expect(used.code).toBe(1);
  expect(used.err).toContain(`process ${process.pid}`);
  expect(await customersOf(folder)).toBe(1);
});

test("restore --replace moves what was there aside", async () => {
  const { folder, backup } = await backedUp();
  writeFileSync(join(folder, "note.txt"), "from before");
  const { code, out } = await runParley(folder, "restore", backup, "--replace");
  expect(code).toBe(0);
  const aside = /What was there before is in (.*)\.\n/.exec(out)?.[1] ?? "";
  expect(readFileSync(join(aside, "note.txt"), "utf8")).toBe("from before");
  expect(existsSync(join(aside, "parley.db"))).toBe(true);
  expect(await customersOf(folder)).toBe(1);
});

test.each([
  ["parley.db", "has changed since the backup was made"],
  ["files/10000001/photo.data", "has changed since the backup was made"],
  ["installation.key", "has changed since the backup was made"],
])("restore refuses a backup whose %s is not what it was", async (path, complaint) => {
  const { backup, elsewhere } = await backedUp();
  appendFileSync(join(backup, path), "x");
  const target = join(elsewhere, "data");
  const { code, err } = await runParley(target, "restore", backup);
  expect(code).toBe(1);
  expect(err).toContain(complaint);
  expect(readdirSync(target)).toEqual([]);
});

test("restore takes no file from outside the backup", async () => {
  const { backup, elsewhere } = await backedUp();
  const file = join(backup, "manifest.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  for (const path of [
    "../secret",
    "/etc/passwd",
    "files/../../secret",
    "files/..",
    "..",
    "./x",
    "a//b",
    "",
  ]) {
    const [first] = manifest.files;
    writeFileSync(
      file,
      JSON.stringify({ ...manifest, files: [...manifest.files, { ...first, path }] }),
    );
    const { code, err } = await runParley(join(elsewhere, "data"), "restore", backup);
    expect([path, code]).toEqual([path, 1]);
    expect(err).toContain("is damaged");
  }
});

test("nothing opens a folder whose restore did not finish", async () => {
  const { folder } = await backedUp();
  mkdirSync(join(folder, "restoring"));
  const { code, err } = await runParley(folder, "token", "list");
  expect(code).toBe(1);
  expect(err).toContain("did not finish");
});

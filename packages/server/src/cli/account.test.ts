import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../open-store.ts";
import { systemClock } from "../system-ports.ts";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley } from "./testing/run-parley.ts";

const account = {
  ...{ id: "a", name: "Ann", email: "ann@example.org", passwordHash: "$argon2id$" },
  ...{ hasTwoFactor: false, createdMs: 1, updatedMs: 1 },
};

async function installed(hasOwner: boolean): Promise<string> {
  const { folder, remove } = await makeInstallation(async (store) => {
    if (!hasOwner) return;
    await store.commit({
      records: [
        { kind: "put-account", account },
        { kind: "add-setting", name: "owner", value: account.id },
      ],
    });
  });
  onTestFinished(remove);
  return folder;
}

test("setup-code prints the code alone, the same each time, until somebody is the owner", async () => {
  const folder = await installed(false);
  const first = await runParley(folder, "setup-code");
  expect(first).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^[A-Z2-9]{5}(-[A-Z2-9]{5}){3}\n$/),
  });
  expect(first.err).toContain("/studio/set-up");
  expect((await runParley(folder, "setup-code")).out).toBe(first.out);
  const done = await runParley(await installed(true), "setup-code");
  expect([done.code, done.out]).toEqual([1, ""]);
  expect(done.err).toContain("account reset-password");
});

test("account reset-password prints a code for an hour, and keeps its hash alone", async () => {
  const folder = await installed(true);
  const made = await runParley(folder, "account", "reset-password", " ANN@example.org");
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^[\w-]{32}\n$/) });
  expect(made.err).toContain("/studio/reset-password");
  const store = await openStore(folder, systemClock);
  const [kept] = await store.oneTimesOf("reset");
  await store.close();
  expect(kept?.value).toBe('["a",false]');
  expect(JSON.stringify(kept)).not.toContain(made.out.trim());
  expect((kept?.endsMs ?? 0) - Date.now()).toBeLessThanOrEqual(3600_000);
  const unknown = await runParley(folder, "account", "reset-password", "bo@example.org");
  expect([unknown.code, unknown.out]).toEqual([1, ""]);
  expect(unknown.err).toContain("Nobody signs in as bo@example.org");
});

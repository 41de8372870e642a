import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley, runParleyAsNobodySpecial } from "./testing/run-parley.ts";

async function installed(): Promise<string> {
  const { folder, remove } = await makeInstallation();
  onTestFinished(() => {
    chmodSync(folder, 0o700);
    remove();
  });
  return folder;
}

test("a data folder of another user is named, by every command and by the doctor, with what to do", async () => {
  const folder = await installed();
  chmodSync(folder, 0);
  for (const args of [["token", "list"], ["backup", `${folder}-none`], ["serve"], ["doctor"]]) {
    const { code, out, err } = await runParleyAsNobodySpecial(folder, ...args);
    expect([args, code]).toEqual([args, 1]);
    expect(out + err).toMatch(/: the user \S+ may not use this/);
    expect(out + err).toContain(`chown -R`);
    expect(out + err).not.toContain("no Parley database");
  }
});

test("so is a database that a command of another user has left in it", async () => {
  const folder = await installed();
  chmodSync(folder, 0o777);
  chmodSync(join(folder, "parley.db"), 0);
  for (const args of [["token", "list"], ["serve"], ["doctor"]]) {
    const { code, out, err } = await runParleyAsNobodySpecial(folder, ...args);
    expect([args, code]).toEqual([args, 1]);
    expect(out + err).toContain(`${join(folder, "parley.db")}: the user `);
  }
});

test("a file where the data folder should be is named", async () => {
  const file = join(await installed(), "letter.txt");
  writeFileSync(file, "Dear reader");
  const { code, err } = await runParley(file, "serve");
  expect([code, err]).toEqual([1, expect.stringContaining("there is a file in the way")]);
});

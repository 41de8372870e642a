import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readInstallationKey } from "./installation-key.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, "installation.key");

test("makes a key on the first start and keeps it, readable by its owner only", () => {
  const first = readInstallationKey(folder);
  expect(first).toHaveLength(32);
  expect(readInstallationKey(folder)).toEqual(first);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["installation.key"]);
});

test("gives every installation a key of its own", () => {
  const first = readInstallationKey(folder);
  rmSync(file());
  expect(readInstallationKey(folder)).not.toEqual(first);
});

test.each(["", "short", "A".repeat(44), "not base64 at all, but long enough to be one"])(
  "refuses a damaged key and leaves it as it is: %j",
  (text) => {
    writeFileSync(file(), text);
    expect(() => readInstallationKey(folder)).toThrow("does not hold a key");
    expect(readFileSync(file(), "utf8")).toBe(text);
  },
);

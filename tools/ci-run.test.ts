import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

/** Runs `.ci/run` with an npm that only says what each of its calls would end with. */
function runWith(calls: Readonly<Record<string, readonly [line: string, status: number]>>) {
  const folder = mkdtempSync(join(tmpdir(), "ci-run-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "bin"));
  const cases = Object.entries(calls).map(
    ([call, [line, status]]) => `  "${call}"*) echo "${line}"; exit ${status} ;;`,
  );
  const programs = {
    npm: `case "$*" in\n${cases.join("\n")}\nesac\nexit 0`,
    "apt-get": "exit 0",
    sudo: 'exec "$@"',
  };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, "bin", name), 0o755);
  }
  const { status, stdout } = spawnSync(resolve(".ci/run"), [], {
    env: { PATH: `${join(folder, "bin")}:/usr/bin:/bin` },
    encoding: "utf8",
  });
  return { status, last: stdout.trimEnd().split("\n").at(-1) };
}

const good = {
  "test --silent": ["5 passed, 0 failed, 2 skipped", 0],
  "run --silent torture": ["accepted 90, lost 0, duplicated 0", 0],
} as const;

test("CI ends with one line that counts tests, first start, faults, check and bench", () => {
  expect(runWith(good)).toEqual({ status: 0, last: "9 passed, 0 failed" });
});

test.each([
  ["a failing test", { "test --silent": ["4 passed, 3 failed", 1] }, "8 passed, 3 failed"],
  [
    "a fault that loses data",
    { "run --silent torture": ["accepted 90, lost 1, duplicated 0", 1] },
    "8 passed, 1 failed",
  ],
  ["a run that ends without a count", { "test --silent": ["Killed", 137] }, "4 passed, 1 failed"],
  [
    "a count that hides a failure",
    { "test --silent": ["5 passed, 0 failed", 1] },
    "9 passed, 1 failed",
  ],
  ["a failing check", { "run --silent check": ["no", 1] }, "8 passed, 1 failed"],
  [
    "a first start that takes too long",
    { "run --silent first-start": ["no", 1] },
    "8 passed, 1 failed",
  ],
  ["a failing bench", { "run --silent bench": ["no", 1] }, "8 passed, 1 failed"],
  ["an install that fails", { ci: ["no", 1] }, "0 passed, 1 failed"],
] as const)("%s fails CI and is counted", (_, call, last) => {
  expect(runWith({ ...good, ...call })).toEqual({ status: 1, last });
});

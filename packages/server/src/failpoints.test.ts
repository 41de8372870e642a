import { expect, test } from "vitest";
import { createFailpoints } from "./failpoints.ts";
import { noFailpoints } from "./ports/failpoints.ts";

test("does nothing at all without settings", async () => {
  expect(createFailpoints("")).toBe(noFailpoints);
  expect(noFailpoints.hit("before-commit")).toBeNull();
});

test("acts at the hit that it was told, and only there", async () => {
  const failpoints = createFailpoints("before-commit=throw@2;timer-due=throw@1");
  await failpoints.hit("before-commit");
  await expect(failpoints.hit("before-commit")).rejects.toThrow(/before-commit/);
  await failpoints.hit("before-commit");
  await expect(failpoints.hit("timer-due")).rejects.toThrow(/timer-due/);
});

test("sleeps where it was told", async () => {
  const failpoints = createFailpoints("timer-due=sleep(40)@1");
  const beganMs = performance.now();
  await failpoints.hit("timer-due");
  expect(performance.now() - beganMs).toBeGreaterThanOrEqual(35);
});

test.each([
  "before-comit=kill@1",
  "before-commit=kill",
  "before-commit=kill@0",
  "timer-due=nap@1",
  "x",
])("refuses %s and says how it is written", (text) => {
  expect(() => createFailpoints(text)).toThrow(/name=kill@1/);
});

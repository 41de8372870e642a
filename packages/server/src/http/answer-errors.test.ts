import { expect, test } from "vitest";
import { StoreBroken, StoreBusy, StoreFull } from "../ports/store-failure.ts";
import { createErrorAnswers } from "./answer-errors.ts";

test("the log tells of a disk that fails, and once a minute of one that is full", () => {
  const told: string[] = [];
  const answerTo = createErrorAnswers((error) => told.push(String(error)));
  const failures = [
    new StoreFull("full"),
    new StoreFull("full still"),
    new StoreBroken("broken"),
    new StoreBroken("broken still"),
    new StoreBusy("busy"),
  ];
  const statuses = failures.map((error) => answerTo(error, "POST /").status);
  expect(statuses).toEqual([507, 507, 503, 503, 503]);
  expect(told).toEqual(["StoreFull: full", "StoreBroken: broken", "StoreBroken: broken still"]);
});

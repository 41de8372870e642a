import { expect, test } from "vitest";
import { createInspectionLog } from "./inspection-log.ts";

const request = (body: string) => ({
  ...{ atMs: 0, method: "POST", path: "/", headers: {}, body },
  ...{ isTruncated: false, sizeBytes: body.length, answered: 200 },
});

test("all inspectors together stay within the bound: the oldest goes, whosoever it is", () => {
  const log = createInspectionLog(10_000);
  log.add("1.1", request("a".repeat(2_000)));
  log.add("1.2", request("b".repeat(1_000)));
  log.add("1.2", request("c"));
  expect(log.list("1.1")).toHaveLength(1);
  log.add("1.2", request("d"));
  expect(log.list("1.1")).toEqual([]);
  expect(log.list("1.2").map(({ body }) => body[0])).toEqual(["d", "c", "b"]);
});

test("numbers go on when requests are forgotten", () => {
  const log = createInspectionLog();
  log.add("1.1", request("a"));
  log.clear("1.1");
  log.add("1.1", request("b"));
  expect(log.list("1.1")).toMatchObject([{ number: 2, body: "b" }]);
});

test("who follows hears of one inspector's requests, until they leave", () => {
  const log = createInspectionLog();
  const heard: string[] = [];
  const leave = log.follow("1.1", ({ body }) => heard.push(body));
  log.add("1.2", request("other"));
  log.add("1.1", request("own"));
  leave();
  leave();
  log.add("1.1", request("late"));
  expect(heard).toEqual(["own"]);
});

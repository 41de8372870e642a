import { expect, test } from "vitest";
import { smallFlow } from "../model/testing/random-edits.ts";
import { openKeptWork } from "./kept-work.ts";

test("what was kept for a bot is there for that bot alone, until it is saved", () => {
  const kept = { base: smallFlow, mine: { ...smallFlow, name: "Mine" }, etag: '"7"' };
  openKeptWork(sessionStorage, 1, "12").keep(kept);
  expect(openKeptWork(sessionStorage, 1, "12").read()).toEqual(kept);
  expect(openKeptWork(sessionStorage, 2, "12").read()).toBeNull();
  openKeptWork(sessionStorage, 1, "12").keep(null);
  expect(openKeptWork(sessionStorage, 1, "12").read()).toBeNull();
});

test.each(["{", "[]", '{"base":1,"mine":2,"etag":"x"}'])("reads nothing from %s", (text) => {
  sessionStorage.setItem("parley/unsaved/1/12", text);
  expect(openKeptWork(sessionStorage, 1, "12").read()).toBeNull();
});

test("a full drawer stops nobody from editing", () => {
  const full: Storage = {
    ...sessionStorage,
    setItem: () => {
      throw new Error("full");
    },
  };
  const kept = { base: smallFlow, mine: smallFlow, etag: '"1"' };
  expect(() => openKeptWork(full, 1, "12").keep(kept)).not.toThrow();
});

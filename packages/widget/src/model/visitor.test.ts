import { expect, test } from "vitest";
import { createMemoryStorage, createVisitor, visitorKey } from "./visitor.ts";

function twoTabs() {
  const storage = createMemoryStorage();
  let made = 0;
  const randomBytes = (length: number) => {
    made += 1;
    return new Uint8Array(length).fill(made);
  };
  const open = () => createVisitor(storage, "H-1", randomBytes, () => 0);
  return { one: open(), two: open(), storage };
}

test("two tabs are one visitor, started for both where one has started", () => {
  const { one, two } = twoTabs();
  expect(one.secret()).toBeNull();
  const secret = one.secretOrNew();
  expect(two.secretOrNew()).toBe(secret);
  expect(two.isStarted()).toBe(false);
  one.markStarted(one.secretOrNew());
  expect(two.isStarted()).toBe(true);
});

test("a refused secret is forgotten by both tabs, and the next one is another", () => {
  const { one, two, storage } = twoTabs();
  const refused = one.secretOrNew();
  one.markStarted(one.secretOrNew());
  two.drop(refused);
  expect(one.secret()).toBeNull();
  expect(one.isStarted()).toBe(false);
  expect(storage.getItem(visitorKey("H-1"))).toBeNull();
  expect(one.secretOrNew()).not.toBe(refused);
});

test("dropping a refused secret leaves the one alone that another tab has put in its place", () => {
  const { one, two } = twoTabs();
  const refused = one.secretOrNew();
  two.drop(refused);
  const next = two.secretOrNew();
  two.markStarted(two.secretOrNew());
  one.drop(refused);
  expect(one.secret()).toBe(next);
  expect(one.isStarted()).toBe(true);
});

import { expect, test } from "vitest";
import { Patience } from "./patience.ts";

function after(...happened: ("silent" | "success" | "failure")[]): boolean {
  const patience = new Patience();
  for (const it of happened) {
    if (it === "silent") patience.wasSilent();
    else patience.wasAnswered(it === "success");
  }
  return patience.isOver;
}

test("is over after the third silence in a row", () => {
  expect(after("silent", "silent")).toBe(false);
  expect(after("silent", "silent", "silent")).toBe(true);
});

test("starts anew with any answer in time before that", () => {
  expect(after("silent", "silent", "failure", "silent", "silent")).toBe(false);
  expect(after("silent", "silent", "success", "silent", "silent")).toBe(false);
});

test("comes back with a success in time and with nothing less", () => {
  expect(after("silent", "silent", "silent", "failure")).toBe(true);
  expect(after("silent", "silent", "silent", "success")).toBe(false);
});

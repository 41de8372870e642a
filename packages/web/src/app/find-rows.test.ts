import { expect, test } from "vitest";
import { findRows } from "./find-rows.ts";

const row = (id: string, group: string, label: string, keywords: readonly string[] = []) => ({
  ...{ id, group, label, keywords },
});
const bots = Array.from({ length: 200 }, (_, at) => row(`b${at}`, "Bots", `Bot number ${at}`));
const rows = [row("s", "Screens", "Settings"), row("d", "Do", "Dark theme"), ...bots];
const idsOf = (search: string, recent: readonly string[] = []) =>
  findRows(rows, search, recent).map(({ id }) => id);

test("without a search each group shows its first, and what is recent stands elsewhere", () => {
  expect(idsOf("", ["s"])).toEqual(["d", "b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7"]);
});

test("the best fit comes first, whatever group it is in", () => {
  expect(idsOf("number 150")[0]).toBe("b150");
  expect(idsOf("dark")[0]).toBe("d");
});

test("of many that fit only the best are drawn", () => {
  expect(idsOf("bot")).toHaveLength(40);
});

test("words beside the name count as well, and ids do not", () => {
  const found = findRows([row("x7", "Bots", "Garden", ["Builder", "1010"])], "1010", []);
  expect(found).toHaveLength(1);
  expect(findRows([row("x7", "Bots", "Garden")], "x7", [])).toEqual([]);
});

test("what has the letters somewhere in their order is not found: it would find everything", () => {
  const desk = row("x", "Bots", "Bike shop: help desk", ["Builder"]);
  const find = (search: string) => findRows([desk, ...rows], search, []).map(({ id }) => id);
  expect(find("bed")).toEqual([]);
  expect(find("sttngs zzz")).toEqual([]);
  expect(find("help builder")).toEqual(["x"]);
});

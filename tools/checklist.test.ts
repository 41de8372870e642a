import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const page = readFileSync("docs/security-checklist.md", "utf8");
const rows = page.split("\n").filter((line) => /^\| S\d/.test(line));

test("every test that the security checklist names is there", () => {
  const named = [...page.matchAll(/`([\w./-]+)` "([^"]+)"/g)];
  expect(named.length).toBeGreaterThan(40);
  const missing = named.filter(
    ([, file = "", name = ""]) => !existsSync(file) || !readFileSync(file, "utf8").includes(name),
  );
  expect(missing.map(([whole]) => whole)).toEqual([]);
});

test("every requirement has one row, which names a test, or says later or by hand", () => {
  const ids = rows.flatMap((row) => row.split("|")[1]?.match(/S\d+/g) ?? []);
  const number = (id: string): number => Number(id.slice(1));
  expect(ids.toSorted((a, b) => number(a) - number(b))).toEqual(
    Array.from({ length: 53 }, (_, index) => `S${index + 1}`),
  );
  const empty = rows.filter((row) => !/` "|later|by hand/.test(row.split("|")[3] ?? ""));
  expect(empty).toEqual([]);
});

import { expect, test } from "vitest";
import { auditSearch, readAuditFilters } from "./audit-query.ts";

const none = { deed: "", agent: "", since: "", until: "" };
const startOf = (year: number, month: number, day: number) =>
  String(new Date(year, month - 1, day).getTime() / 1000);

test("days are whole ones where the reader is, the last one too", () => {
  const query = auditSearch({ ...none, since: "2026-11-21", until: "2026-12-31" });
  expect(Object.fromEntries(query)).toEqual({
    since: startOf(2026, 11, 21),
    until: startOf(2027, 1, 1),
  });
});

test("filters stand in the address, and what is none is left out", () => {
  expect(readAuditFilters({ deed: "sign_in", agent: 40_001, since: "soon" })).toEqual({
    ...{ ...none, deed: "sign_in", agent: "40001" },
  });
  expect(String(auditSearch({ ...none, deed: "sign_in", agent: "40001" }))).toBe(
    "deed=sign_in&agent_id=40001",
  );
  expect(String(auditSearch(none))).toBe("");
});

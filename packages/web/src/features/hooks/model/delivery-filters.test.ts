import { expect, test } from "vitest";
import { countFilters, deliveriesQuery, readFilters } from "./delivery-filters.ts";

const nowMs = 1_800_000_000_000;
const asked = (search: Record<string, unknown>) =>
  Object.fromEntries(deliveriesQuery(readFilters(search), nowMs));

test("a view of the log stands in the address, numbers as numbers or as their digits", () => {
  const search = { status: "dead", type: "text", sender: "bot", customer: "10000001", run: 0 };
  expect(asked(search)).toEqual({
    ...{ status: "dead", type: "text", sender: "bot", customer_id: "10000001", run: "0" },
  });
});

test("what makes no sense in an address is left out, and counts as no filter", () => {
  const filters = readFilters({
    ...{ status: "lost", type: "<b>", sender: 7, customer: "-1", run: 1.5, period: "1y" },
    ...{ view: "live", delivery: "10000001-3", since: "2026-11-21T09:30:00Z" },
  });
  expect(filters).toEqual({});
  expect(countFilters(filters)).toBe(0);
});

test("the last day ends now, whenever the list is read", () => {
  expect(asked({ period: "24h" })).toEqual({ since: String(1_800_000_000 - 86_400) });
});

test("between two moments, one of them may be missing", () => {
  const since = "2026-11-21T09:30:00.000Z";
  expect(asked({ period: "between", since: "2026-11-21T09:30:00Z", until: "soon" })).toEqual({
    since,
  });
  expect(countFilters(readFilters({ period: "between", since, status: "ok" }))).toBe(2);
});

import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { askDate } from "./ask-date.ts";

const params = { text: "When?", field: "day", format: "dd/MM/yyyy" };
const today = { fields: { today: "2026-02-28" } };

function problemsOf(own: { readonly [name: string]: unknown }) {
  return askDate
    .check(askDate.schema.parse({ ...params, ...own }))
    .map(({ code, path }) => [code, ...path]);
}

test("the day is stored in ISO form, as a date", () => {
  const asked = stage(askDate, params);
  asked.enter();
  expect(asked.answer("03/04/2026")).toBe("success");
  expect(asked.fields).toEqual({ day: "2026-04-03" });
  expect(asked.types).toEqual({ day: "date" });
});

test("the day that the chat's calendar has sent counts, whatever its text looks like", () => {
  const asked = stage(askDate, params);
  asked.enter();
  asked.answer({ type: "text", text: "3 Apr 2026", extra: { answer: "2026-04-03" } });
  expect(asked.fields).toEqual({ day: "2026-04-03" });
});

test.each([
  ["27/02/2026", "asking"],
  ["28/02/2026", "success"],
  ["31/12/2026", "success"],
  ["01/01/2027", "asking"],
])("from @today to the end of the year, %j leads to %s", (text, outcome) => {
  const asked = stage(askDate, { ...params, minDate: "@today", maxDate: "2026-12-31" }, today);
  asked.enter();
  expect(asked.answer(text)).toBe(outcome);
});

test("the control knows the format and the limits of today", () => {
  const asked = stage(askDate, { ...params, minDate: "@today", maxDate: "2026-12-31" }, today);
  asked.enter();
  expect(asked.said[0]?.extra?.input).toEqual({
    kind: "date",
    format: "dd/MM/yyyy",
    minDate: "2026-02-28",
    maxDate: "2026-12-31",
  });
});

test("a limit whose field holds no date limits nothing, so the question can still be answered", () => {
  const asked = stage(askDate, { ...params, minDate: "@arrival" });
  asked.enter();
  expect(asked.said[0]?.extra?.input).not.toHaveProperty("minDate");
  expect(asked.answer("01/01/1990")).toBe("success");
});

test.each([
  [{ minDate: "28/02/2026" }, [["bad-date", "minDate"]]],
  [{ maxDate: "soon" }, [["bad-date", "maxDate"]]],
  [{ minDate: "2026-03-01", maxDate: "2026-02-28" }, [["empty-range", "maxDate"]]],
  [{ minDate: "@today", maxDate: "2020-01-01" }, []],
])("of the limits %j the check says %j", (own, problems) => {
  expect(problemsOf(own)).toEqual(problems);
});

test("formats beyond the list are refused", () => {
  expect(askDate.schema.safeParse({ ...params, format: "d.M.yy" }).success).toBe(false);
});

import { checkFlow } from "@parley/flow";
import { expect, test } from "vitest";
import { problemsOf, problemsWithin } from "./problems-at.ts";

const { problems } = checkFlow({
  format: 1,
  name: "Flow",
  start: "b",
  blocks: {
    b: {
      kind: "buttons",
      params: {
        text: "?",
        options: [
          { id: "a", label: "Same" },
          { id: "a", label: "Same" },
        ],
      },
    },
  },
});

test("a problem stands at its own field, and with its row", () => {
  expect(problemsOf(problems, "b", ["options", 1, "id"]).map(({ code }) => code)).toEqual([
    "duplicate-option",
  ]);
  expect(problemsOf(problems, "b", ["options"])).toEqual([]);
  expect(problemsWithin(problems, "b", ["options", 1])).toHaveLength(2);
  expect(problemsWithin(problems, "b", ["option"])).toEqual([]);
  expect(problemsWithin(problems, "c", [])).toEqual([]);
});

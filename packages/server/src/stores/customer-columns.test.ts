import { newState } from "@parley/flow";
import { expect, test } from "vitest";
import { customerColumns, foldSearch } from "./customer-columns.ts";

test("derives what lists filter by from a state", () => {
  const state = {
    ...newState(1, 2, 3),
    fields: {
      name: { type: "string", value: "E\u0301LODIE" },
      email: { type: "string", value: "" },
      phone: { type: "integer", value: 34_612 },
    },
    holder: { id: 40_001, name: "Bo" },
    isArchived: true,
  } as const;
  expect(customerColumns(state)).toEqual({
    nameFolded: "élodie",
    emailFolded: null,
    phoneFolded: "34612",
    agentId: 40_001,
    isArchived: true,
  });
});

test("derives nothing from a state without fields, or from names that every object has", () => {
  expect(customerColumns(newState(1, 2, 3))).toEqual({
    nameFolded: null,
    emailFolded: null,
    phoneFolded: null,
    agentId: null,
    isArchived: false,
  });
});

test("folds a search as the column was folded", () => {
  expect(foldSearch({ by: "phone", text: "+34 (612) 3-45.6/7" })).toBe("+346123" + "4567");
  expect(foldSearch({ by: "name", text: "Ann-Marie O." })).toBe("ann-marie o.");
});

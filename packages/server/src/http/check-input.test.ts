import { expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { checkBody, checkQuery } from "./check-input.ts";

const Order = z.object({
  ordering: z.enum(["auto", "strict", "none"]).optional(),
  types: z.array(z.enum(["text", "image"])).optional(),
  kind: z.literal("all").optional(),
});

function refusalOf(check: () => unknown): unknown {
  try {
    check();
  } catch (error) {
    return error instanceof AppError && error.fields;
  }
  return null;
}

test("who gives none of the choices is told them, in lists as well", () => {
  const choices = "Give one of auto, strict, none.";
  for (const ordering of ["sometimes", "", 3, null, ["auto"]])
    expect(refusalOf(() => checkBody(Order, { ordering }))).toEqual({ ordering: [choices] });
  expect(refusalOf(() => checkQuery(Order, { ordering: "x", kind: "some" }))).toEqual({
    ...{ ordering: [choices], kind: ["Give all."] },
  });
  expect(refusalOf(() => checkBody(Order, { types: ["text", "fax"] }))).toEqual({
    types: ["Give one of text, image."],
  });
  expect(refusalOf(() => checkBody(Order, { ordering: "strict", types: [] }))).toBeNull();
});

test("a choice that has to be made and is missing is asked for, as anything else is", () => {
  const Needed = z.object({ ordering: z.enum(["auto", "none"]), name: z.string() });
  expect(refusalOf(() => checkBody(Needed, undefined))).toEqual({
    ordering: ["This field is required."],
    name: ["This field is required."],
  });
});

test("words that a field has of its own are kept", () => {
  const Own = z.object({ size: z.enum(["s", "l"], "Small or large?") });
  expect(refusalOf(() => checkBody(Own, { size: "m" }))).toEqual({ size: ["Small or large?"] });
});

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

test("what is of the wrong type or size is said in words, with what would do", () => {
  const Sized = z.object({
    name: z.string().min(1).max(200).optional(),
    size: z.number().min(8).max(24).optional(),
    tags: z.array(z.string()).max(2).optional(),
    design: z.record(z.string(), z.string()).optional(),
  });
  const told = (body: unknown) => refusalOf(() => checkBody(Sized, body));
  expect(told({ name: 5, size: "8", tags: "x", design: [] })).toEqual({
    ...{ name: ["Give a text."], size: ["Give a number."] },
    ...{ tags: ["Give a list."], design: ["Give an object."] },
  });
  expect(told({ name: "x".repeat(201), size: 900, tags: ["a", "b", "c"] })).toEqual({
    ...{ name: ["Give at most 200 characters."], size: ["Give at most 24."] },
    tags: ["Give at most 2."],
  });
  expect(told({ name: "", size: 7 })).toEqual({
    ...{ name: ["This field may not be blank."], size: ["Give at least 8."] },
  });
  expect(told(["x"])).toEqual({ body: ["Give an object."] });
  expect(told([])).toBeNull();
});

import { blockKinds, checkFlow, type FlowDocument, readFlow } from "@parley/flow";
import { expect, test } from "vitest";
import { foundProblems } from "./found-problem.ts";
import { countProblems } from "./problems-by-block.ts";
import { startingParams } from "./starting-params.ts";

type Words = Readonly<Record<string, unknown>>;
type Next = Readonly<Record<string, string>>;

function flowWith(kind: string, params: Words, next: Next): FlowDocument {
  const hello = { kind: "send_text", params: { text: "Hello" }, next: { success: "new" } };
  const { document, problems } = readFlow({
    ...{ format: 1, name: "New", start: "hello" },
    blocks: { hello, new: { kind, params, next } },
  });
  if (!document) throw new Error(JSON.stringify(problems));
  return document;
}

function counted(kind: string, params: Words, next: Next = {}) {
  const flow = flowWith(kind, params, next);
  return countProblems(foundProblems(flow, checkFlow(flow).problems));
}

test.each(blockKinds.map(({ kind }) => kind))("a new %s has nothing wrong with it", (kind) => {
  expect(counted(kind, startingParams(kind)).errors).toBe(0);
});

test.each(["webhook", "set_field", "formula", "media", "jump"])(
  "a new %s cannot be published: something is to fill in",
  (kind) => expect(counted(kind, startingParams(kind)).toFill).toBeGreaterThan(0),
);

test("nobody is warned of a Wait that was only put down; once something follows it, its other way out counts", () => {
  expect(counted("wait", startingParams("wait"))).toEqual({ errors: 0, warnings: 0, toFill: 0 });
  expect(counted("wait", { ...startingParams("wait"), text: "One moment." }).warnings).toBe(1);
  expect(counted("wait", startingParams("wait"), { resumed: "hello" }).warnings).toBe(1);
});

test("what was written and does not fit is wrong", () => {
  const webhook = startingParams("webhook");
  expect(counted("webhook", { ...webhook, url: "desk" })).toMatchObject({ errors: 1, toFill: 0 });
  const number = startingParams("ask_number");
  expect(counted("ask_number", { ...number, min: 5, max: 1 }).errors).toBeGreaterThan(0);
});

test("what is emptied, or a row that is new, is to fill in", () => {
  const row = (value: string) => ({ field: "note", value });
  expect(counted("set_field", { assignments: [row("x"), row("")] })).toMatchObject({
    ...{ errors: 0, toFill: 1 },
  });
  expect(counted("send_text", { text: "" })).toMatchObject({ errors: 0, toFill: 1 });
});

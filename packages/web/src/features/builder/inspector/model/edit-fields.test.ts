import { blockKinds, type FlowDocument, readFlow } from "@parley/flow";
import { expect, test } from "vitest";
import { fullParams } from "../testing/full-params.ts";
import { editFields, refusedName } from "./edit-fields.ts";
import { fieldsOfFlow } from "./fields-of-flow.ts";

const everything = flowOf(
  Object.fromEntries(blockKinds.map(({ kind }) => [kind, { kind, params: fullParams[kind] }])),
  { order_id: { type: "integer", hidden: true } },
);

function flowOf(blocks: unknown, fields: unknown = {}): FlowDocument {
  const [start] = Object.keys(blocks as object);
  const { document, problems } = readFlow({ format: 1, name: "Flow", start, fields, blocks });
  if (!document) throw new Error(JSON.stringify(problems));
  return document;
}

test("renames a field in every block and in its declaration", () => {
  const renamed = editFields(everything, { kind: "rename", from: "order_id", to: "ticket" });
  expect(JSON.stringify(renamed)).not.toMatch(/order_id/);
  expect(renamed.fields).toEqual({ ticket: { type: "integer", hidden: true } });
  const before = fieldsOfFlow(everything).find(({ name }) => name === "order_id");
  const after = fieldsOfFlow(renamed).find(({ name }) => name === "ticket");
  expect(after).toEqual({ ...before, name: "ticket" });
  expect(after?.readBy).toEqual(["send_text", "set_field", "webhook"]);
});

test("a rename back gives the same flow again", () => {
  const there = editFields(everything, { kind: "rename", from: "kept_name", to: "zzz" });
  expect(editFields(there, { kind: "rename", from: "zzz", to: "kept_name" })).toEqual(everything);
});

test("a question that keeps its answer where its kind says has it written down first", () => {
  const flow = flowOf({
    ask: { kind: "ask_email", params: { text: "?" } },
    say: { kind: "send_text", params: { text: "@email" } },
  });
  const renamed = editFields(flow, { kind: "rename", from: "email", to: "work_email" });
  expect(renamed.blocks.ask?.params).toEqual({ text: "?", field: "work_email" });
  expect(renamed.blocks.say?.params).toEqual({ text: "@work_email" });
});

test("declares, changes and removes a declaration", () => {
  const declared = editFields(everything, {
    ...{ kind: "declare", name: "vip", type: "boolean", hidden: false },
  });
  expect(declared.fields.vip).toEqual({ type: "boolean" });
  const removed = editFields(declared, { kind: "remove", name: "vip" });
  expect(removed.fields).toEqual(everything.fields);
});

test("refuses names that fields cannot have, and says why", () => {
  const names = ["", "Total", "resume_url", "kept_name", "order_id", "name", "free"];
  expect(names.map((name) => refusedName(everything, name))).toEqual([
    "empty",
    "bad",
    "system",
    "taken",
    "taken",
    null,
    null,
  ]);
});

test("lists own fields by name, then what is there by itself", () => {
  const fields = fieldsOfFlow(everything);
  const own = fields.filter(({ origin }) => origin !== "system").map(({ name }) => name);
  expect(own).toEqual(own.toSorted());
  expect(fields.slice(own.length).map(({ name }) => name)).toContain("resume_url");
  expect(fields.find(({ name }) => name === "today")?.readBy).toEqual(["ask_date"]);
});

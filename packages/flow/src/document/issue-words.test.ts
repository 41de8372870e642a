import { expect, test } from "vitest";
import { checkFlow } from "./check-flow.ts";

const hello = { kind: "send_text", params: { text: "Hi" } };
const withBlocks = (blocks: object) => ({ format: 1, name: "Words", start: "hello", blocks });
const told = (flow: unknown) =>
  checkFlow(flow).problems.map(({ path, message, hint }) => [path, message, hint]);

const noChoice = "This is none of the choices.";
const aFieldName = "A field name is made of a to z, 0 to 9 and _.";
const likeOrderId = "Write it like order_id: small letters, without an @ or spaces.";
const aBlockId = "A block id is a letter, then letters, digits, _ or -.";

test("says what a schema refuses in words, and what to write instead", () => {
  const flow = withBlocks({ hello });
  expect(told([])).toEqual([["", "This is not an object.", "Write an object."]]);
  expect(told({ ...flow, name: "x".repeat(201) })).toEqual([
    ["name", "This text is too long.", "At most 200 characters."],
  ]);
  expect(told({ ...flow, name: "" })).toEqual([
    ["name", "This is empty.", "At least 1 character."],
  ]);
  const blocks = {
    silent: { kind: "send_text", params: {} },
    early: { kind: "delay", params: { seconds: -3 } },
    bare: { kind: "buttons", params: { text: "Which?", options: [] } },
    odd: { kind: "send_text", params: { text: "Hi", txt: "Hi" } },
    named: { kind: "ask_text", params: { text: "?", field: "FirstName" } },
    kept: { kind: "set_field", params: { assignments: [{ field: "@x", value: 1 }] } },
    dialled: { kind: "ask_phone", params: { text: "?", country: "Spain" } },
    called: { kind: "webhook", params: { url: "https://a.example", body: { a: 1 } } },
    split: { kind: "formula", params: { formula: "1", outputs: "bool" } },
  };
  expect(told(withBlocks(blocks))).toEqual(
    expect.arrayContaining([
      ["blocks.silent.params.text", "This is missing.", "Write a text."],
      ["blocks.early.params.seconds", "This number is too small.", "At least 0."],
      ["blocks.bare.params.options", "This is empty.", "At least 1."],
      ["blocks.named.params.field", aFieldName, likeOrderId],
      ["blocks.kept.params.assignments.0.field", aFieldName, likeOrderId],
      ["blocks.called.params.body.kind", noChoice, 'Write one of "none", "json", "form", "text".'],
      ["blocks.split.params.outputs", noChoice, 'Write one of "result", "boolean", an object.'],
      [
        "blocks.odd.params",
        'Nothing here is called "txt".',
        'Remove "txt", or correct the spelling.',
      ],
    ]),
  );
});

test("gives one problem for a name that is no field's, a country that is none, and a block that is no block's", () => {
  const withFormat = { name: "Words", start: "1st", blocks: { "1st": hello } };
  expect(told(withFormat)).toEqual([
    ["format", "This is missing.", "Write 1."],
    ["start", aBlockId, expect.any(String)],
    ["blocks.1st", aBlockId, expect.any(String)],
  ]);
  const named = { kind: "ask_text", params: { text: "?", field: "FirstName" } };
  expect(told(withBlocks({ hello, named }))).toEqual([
    ["blocks.named.params.field", aFieldName, likeOrderId],
  ]);
  const dialled = { kind: "ask_phone", params: { text: "?", country: "Spain" } };
  const country = "A country is two capital letters, such as ES.";
  expect(told(withBlocks({ hello, dialled })).map(([path, message]) => [path, message])).toEqual([
    ["blocks.dialled.params.country", country],
  ]);
});

test.each([
  ["ask_question", "Did you mean ask_text?"],
  ["formulas", "Did you mean formula?"],
  ["set_a_field", "Did you mean set_field?"],
  ["jump_to", "Did you mean jump?"],
  ["frobnicate", "There are send_text, media, buttons, ask_text"],
])("leads from a kind %s to one that there is", (kind, hint) => {
  const problems = checkFlow(withBlocks({ hello: { kind, params: {} } })).problems;
  expect(problems).toMatchObject([{ code: "unknown-kind", hint: expect.stringContaining(hint) }]);
});

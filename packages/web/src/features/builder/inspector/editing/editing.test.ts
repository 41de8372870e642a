import { CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { oneLine } from "../../../../ui/code/one-line.ts";
import { completeFields } from "./field-completion.ts";
import { formulaMarks } from "./formula-marks.ts";
import { completeFunctions } from "./function-completion.ts";
import { jsonMarks } from "./json-marks.ts";
import { openCallAt, parameterAt } from "./open-call.ts";

const fields = completeFields([
  { name: "email", type: "string", detail: "Text" },
  { name: "order_id", type: null, detail: "" },
]);

/** Completes at the `|` in a text. */
function at(
  complete: (context: CompletionContext) => CompletionResult | null,
  written: string,
  isExplicit = false,
) {
  const pos = written.indexOf("|");
  const state = EditorState.create({ doc: written.replace("|", "") });
  const result = complete(new CompletionContext(state, pos, isExplicit));
  return result && { from: result.from, labels: result.options.map(({ label }) => label) };
}

test("fields are offered after an @, in braces too, but not within an e-mail address", () => {
  expect(at(fields, "Hi @em|")).toEqual({ from: 3, labels: ["@email", "@order_id"] });
  expect(at(fields, "@{|")).toEqual({ from: 0, labels: ["@{email", "@{order_id"] });
  expect(at(fields, "me@ex|")).toBeNull();
  expect(at(fields, "me@ex|", true)?.from).toBe(2);
  expect(at(fields, "nothing|")).toBeNull();
});

test("functions are offered where a word of the formula begins, not in texts and fields", () => {
  expect(at(completeFunctions, "1 + Co|")?.labels).toContain("Concat");
  expect(at(completeFunctions, '"Co|')).toBeNull();
  expect(at(completeFunctions, '"a" + Co|')?.from).toBe(6);
  expect(at(completeFunctions, "@Co|")).toBeNull();
  expect(at(completeFunctions, "|")).toBeNull();
  expect(at(completeFunctions, "|", true)?.labels.length).toBeGreaterThan(70);
});

test.each([
  ["Sum(|", "Sum", 0],
  ["If(IsSet(@a), Round(1.5, |", "Round", 1],
  ["If(IsSet(@a), Round(1.5, 1), |", "If", 2],
  ['GetValue({"a": [1, 2]}, |', "GetValue", 1],
  ["Sum([1, 2, |", "Sum", 0],
  ["(1, Sum(2) + |", undefined, 0],
  ["Sum(1)|", undefined, 0],
])("in %s one writes an argument of %s", (written, name, argument) => {
  const call = openCallAt(written.replace("|", ""), written.indexOf("|"));
  expect(call?.definition.name).toBe(name);
  expect(call?.argument ?? 0).toBe(argument);
});

test("all further arguments belong to an open last parameter", () => {
  const call = openCallAt("Sum(1, 2, 3, ", 13);
  expect(call && parameterAt(call.definition, call.argument)).toBe(1);
});

const judge = (name: string) => (name === "email" ? null : `Nothing writes @${name}.`);

test("a formula is coloured by its own words, unknown fields and its fault are underlined", () => {
  const source = 'Concat(@email, "a", @gone';
  expect(
    formulaMarks(source, judge).map(({ from, to, look, note }) => [
      source.slice(from, to),
      look,
      ...(note ? [note.slice(0, 16)] : []),
    ]),
  ).toEqual([
    ["Concat", "cm-word-call"],
    ["(", "cm-word-sign"],
    ["@email", "cm-chip"],
    [",", "cm-word-sign"],
    ['"a"', "cm-word-text"],
    [",", "cm-word-sign"],
    ["@gone", "cm-chip cm-chip-unknown", "Nothing writes @"],
    ["", "cm-fault", expect.any(String)],
  ]);
});

test("JSON with fields is JSON; a missing comma is underlined where it is missed", () => {
  expect(jsonMarks('{"a": @email, "b": "@email"}', judge).map(({ look }) => look)).toEqual([
    "cm-chip",
    "cm-chip",
  ]);
  const source = '{"a": 1 "b": 2}';
  const fault = jsonMarks(source, judge).find(({ look }) => look === "cm-fault");
  expect(source.slice(fault?.from, fault?.to)).toBe('"');
});

test("a line stays one line: Enter does nothing, pasted lines are joined", () => {
  const state = EditorState.create({ doc: "ab", extensions: oneLine() });
  const typed = state.update({ changes: { from: 1, insert: "\n" }, userEvent: "input.type" });
  expect(typed.newDoc.toString()).toBe("ab");
  const pasted = state.update({
    changes: { from: 1, insert: "x\n  y" },
    userEvent: "input.paste",
  });
  expect(pasted.newDoc.toString()).toBe("ax yb");
});

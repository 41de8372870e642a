import { closeBrackets } from "@codemirror/autocomplete";
import { history, undo } from "@codemirror/commands";
import { EditorSelection, EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { afterEach, expect, test } from "vitest";
import { oneLine } from "./one-line.ts";
import { typedOver } from "./typed-over.ts";

const views: EditorView[] = [];
afterEach(() => {
  for (const view of views.splice(0)) view.destroy();
});

function open(doc: string, from: number, to: number, more: Extension = []) {
  const selection = EditorSelection.single(from, to);
  const extensions = [typedOver(), history(), more];
  const state = EditorState.create({ doc, selection, extensions });
  const view = new EditorView({ state, parent: document.body });
  views.push(view);
  const input = (inputType: string, data: string | null = null, isComposing = false) => {
    const event = new Event("beforeinput", { bubbles: true, cancelable: true });
    Object.assign(event, { inputType, data, isComposing });
    view.contentDOM.dispatchEvent(event);
    return { isOurs: event.defaultPrevented, text: view.state.doc.toString() };
  };
  return { view, input };
}

test("what is typed takes the place of a selection, and one undo brings that back", () => {
  const { view, input } = open("@name, hello", 0, 12);
  expect(input("insertText", "H")).toEqual({ isOurs: true, text: "H" });
  expect(view.state.selection.main.head).toBe(1);
  undo(view);
  expect(view.state.doc.toString()).toBe("@name, hello");
});

test.each([
  ["typing without a selection", 2, 2, "insertText", "x", false],
  ["a composition", 0, 5, "insertCompositionText", "に", true],
  ["typing within a composition", 0, 5, "insertText", "に", true],
  ["deleting", 0, 5, "deleteContentBackward", null, false],
  ["a correction", 0, 5, "insertReplacementText", null, false],
])("leaves %s to the browser", (_, from, to, inputType, data, isComposing) => {
  const { input } = open("Hello", from, to);
  expect(input(inputType, data, isComposing)).toEqual({ isOurs: false, text: "Hello" });
});

test("a text has no bold", () => {
  expect(open("Hello", 0, 5).input("formatBold")).toEqual({ isOurs: true, text: "Hello" });
});

test("changes nothing where a text is only read", () => {
  const { input } = open("Hello", 0, 5, EditorState.readOnly.of(true));
  expect(input("insertText", "x")).toEqual({ isOurs: false, text: "Hello" });
});

test("brackets still close around a selection, and a line stays one line", () => {
  expect(open("name", 0, 4, closeBrackets()).input("insertText", "(").text).toBe("(name)");
  expect(open("name", 0, 4, oneLine()).input("insertText", "\n").text).toBe("name");
});

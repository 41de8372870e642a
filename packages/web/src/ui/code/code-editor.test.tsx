import { EditorView } from "@codemirror/view";
import { act, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { CodeEditor, type CodeEditorProps } from "./code-editor.tsx";

const extensions = [] as const;

function show(value: string, more: Partial<CodeEditorProps> = {}) {
  const onChange = vi.fn<(text: string) => void>();
  const editor = (text: string, changed: Partial<CodeEditorProps> = {}) => (
    <CodeEditor
      label="Message"
      value={text}
      onChange={onChange}
      extensions={extensions}
      {...more}
      {...changed}
    />
  );
  const { rerender } = render(editor(value));
  const box = screen.getByRole("textbox", { name: "Message" });
  const view = EditorView.findFromDOM(box);
  if (!view) throw new Error("There is no editor.");
  const type = (text: string) =>
    act(() => view.dispatch(view.state.replaceSelection(text), { userEvent: "input.type" }));
  const give = (text: string, changed?: Partial<CodeEditorProps>) =>
    rerender(editor(text, changed));
  return { onChange, view, box, type, give, text: () => view.state.doc.toString() };
}

test("what is typed is told at once", () => {
  const { type, onChange } = show("");
  type("a");
  type("b");
  expect(onChange.mock.calls).toEqual([["a"], ["ab"]]);
});

test("a value that comes back late does not take away what was typed since", () => {
  const { type, give, text } = show("");
  type("a");
  type("b");
  give("a");
  expect(text()).toBe("ab");
  give("ab");
  expect(text()).toBe("ab");
});

test("a value from outside replaces the text, and is not told as typed", () => {
  const { type, give, text, onChange } = show("");
  type("a");
  give("a");
  give("undone");
  expect(text()).toBe("undone");
  give("a");
  expect(text()).toBe("a");
  expect(onChange.mock.calls).toEqual([["a"]]);
});

test("says what is wrong to screen readers, and takes no keys where it is only read", () => {
  const { box, view, give } = show("x", { isReadOnly: true });
  give("x", { isReadOnly: true, description: "This is needed.", isFaulty: true });
  expect(box.getAttribute("aria-description")).toBe("This is needed.");
  expect(box.getAttribute("aria-invalid")).toBe("true");
  expect(box.getAttribute("aria-readonly")).toBe("true");
  expect(view.state.readOnly).toBe(true);
});

test("leaves Esc to those around it, with a selection too", () => {
  const { box, view } = show("Hello");
  act(() => view.dispatch({ selection: { anchor: 0, head: 5 } }));
  const event = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
  box.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});

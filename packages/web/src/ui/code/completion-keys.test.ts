import { autocompletion, completionStatus, startCompletion } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { expect, test, vi } from "vitest";
import { completionKeys } from "./completion-keys.ts";

function open() {
  const completion = autocompletion({
    ...{ defaultKeymap: false, override: [() => ({ from: 0, options: [{ label: "@name" }] })] },
  });
  const state = EditorState.create({ doc: "@", extensions: [completion, completionKeys()] });
  const view = new EditorView({ state, parent: document.body });
  const status = () => completionStatus(view.state);
  const isTaken = () => {
    const event = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
    view.contentDOM.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { view, status, isTaken };
}

test("Esc closes a list that one sees, and the next one leads on", async () => {
  const { view, status, isTaken } = open();
  startCompletion(view);
  await vi.waitFor(() => expect(status()).toBe("active"));
  expect(isTaken()).toBe(true);
  expect(status()).toBeNull();
  expect(isTaken()).toBe(false);
});

test("Esc leads on while a list is still on its way, which then does not come", () => {
  const { view, status, isTaken } = open();
  startCompletion(view);
  expect(status()).toBe("pending");
  expect(isTaken()).toBe(false);
  expect(status()).toBeNull();
});

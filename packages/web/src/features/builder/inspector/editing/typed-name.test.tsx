import { EditorView } from "@codemirror/view";
import { act, screen } from "@testing-library/react";
import { beforeAll, expect, test, vi } from "vitest";
import { speak } from "../../../../ui/words.ts";
import { showInspector } from "../testing/show-inspector.tsx";

beforeAll(() => speak("en"));

async function openMessage(text: string) {
  showInspector({ kind: "send_text", params: { text } });
  const box = await screen.findByRole("textbox", { name: "Message" });
  const view = EditorView.findFromDOM(box);
  if (!view) throw new Error("There is no editor.");
  // Here an editor that has the focus cannot set its selection: it is told that it has.
  const hasFocus = vi.spyOn(view, "hasFocus", "get").mockReturnValue(true);
  const leave = () => {
    hasFocus.mockReturnValue(false);
    act(() => view.dispatch({}));
  };
  // Half a name rests before anything is said of it.
  const rest = () => act(() => new Promise((resolve) => setTimeout(resolve, 900)));
  const type = (words: string) =>
    act(() => view.dispatch(view.state.replaceSelection(words), { userEvent: "input.type" }));
  return { box, view, rest, type, leave };
}

const warning = () => screen.queryByText(/Nothing in this flow writes @na\b/);
const isUnderlined = (box: HTMLElement) => box.querySelector(".cm-chip-unknown") !== null;

test("half a name is no mistake while the caret stands behind it", async () => {
  const { box, view, rest, type, leave } = await openMessage("");
  type("Hi @na");
  await rest();
  expect([warning(), isUnderlined(box)]).toEqual([null, false]);
  type(" and");
  await vi.waitFor(() => expect(warning()).toBeTruthy());
  expect(isUnderlined(box)).toBe(true);
  act(() => view.dispatch({ selection: { anchor: 4 } }));
  expect([warning(), isUnderlined(box)]).toEqual([null, false]);
  leave();
  expect(warning()).toBeTruthy();
});

test("what stands there already is said at once", async () => {
  const { box } = await openMessage("Hi @na and");
  expect([warning() !== null, isUnderlined(box)]).toEqual([true, true]);
});

import { type Extension, Prec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/**
 * Types over a selection, and keeps bold and its like out, without the browser's own editing: that one keeps the look
 * of what it takes away by writing inline styles, which the page's policy refuses. Compositions stay the browser's:
 * they write none, and end when one touches their text. Deleting is the key map's.
 */
export function typedOver(): Extension {
  return Prec.high(
    EditorView.domEventHandlers({
      beforeinput: ({ inputType, isComposing, data }, view) => {
        if (inputType.startsWith("format")) return true;
        const { readOnly, selection } = view.state;
        const isTyped = inputType === "insertText" && !isComposing && data !== null;
        if (readOnly || selection.main.empty || !isTyped) return false;
        type(view, data);
        return true;
      },
    }),
  );
}

/** As the editor takes in what was typed: brackets that close themselves have the first word. */
function type(view: EditorView, text: string): void {
  const { from, to } = view.state.selection.main;
  const insert = () =>
    view.state.update(view.state.replaceSelection(text), {
      userEvent: "input.type",
      scrollIntoView: true,
    });
  const handlers = view.state.facet(EditorView.inputHandler);
  if (!handlers.some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
}

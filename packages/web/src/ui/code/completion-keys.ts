import { closeCompletion, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";

/**
 * The keys of a list of completions, before all others. Esc is the list's only while one sees it: right after a letter
 * the list may still be on its way, and an Esc that vanishes then leads nobody out.
 */
export function completionKeys(): Extension {
  const others = completionKeymap.filter(({ key }) => key !== "Escape");
  return Prec.highest(keymap.of([{ key: "Escape", run: leaveList }, ...others]));
}

function leaveList(view: EditorView): boolean {
  const isShown = completionStatus(view.state) === "active";
  closeCompletion(view);
  return isShown;
}

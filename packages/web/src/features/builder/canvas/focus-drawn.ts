/** About half a second: an editor may have to be loaded first. */
const mostFrames = 30;

/** The first thing to fill in of a block's form. */
export const firstField =
  ".inspector-section :is(input, textarea, select, .cm-content, .code-editor-waiting)";

/** Gives the focus to something that is about to be drawn; one goes on behind what is written there. */
export function focusDrawn(selector: string, frames = mostFrames): void {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(selector);
    const isWaiting = !found || found.classList.contains("code-editor-waiting");
    if (isWaiting && frames > 0) return focusDrawn(selector, frames - 1);
    found?.focus({ preventScroll: true });
    if (found?.isContentEditable) caretToEnd(found);
    if (found instanceof HTMLTextAreaElement) found.setSelectionRange(-1, -1);
  });
}

function caretToEnd(editor: HTMLElement): void {
  const selection = getSelection();
  selection?.selectAllChildren(editor);
  selection?.collapseToEnd();
}

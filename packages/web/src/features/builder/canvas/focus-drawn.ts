/** About half a second: what is drawn at once is there by then. */
const mostFrames = 30;

/** The first thing to fill in of a block's form. */
export const firstField =
  ".inspector-section :is(input, textarea, select, .cm-content, .code-editor-waiting)";

/** Gives the focus to something that is about to be drawn, unless a hand goes elsewhere before; one goes on behind what is written there. */
export function focusDrawn(
  what: string | (() => HTMLElement | null),
  then: (found: HTMLElement) => void = () => {},
): void {
  const find = typeof what === "string" ? () => document.querySelector<HTMLElement>(what) : what;
  const hands = new AbortController();
  const listening = { signal: hands.signal, capture: true };
  let hasTyped = false;
  document.addEventListener("pointerdown", () => hands.abort(), listening);
  document.addEventListener("keydown", () => (hasTyped = true), listening);
  const look = (frames: number) => {
    if (hands.signal.aborted) return;
    const found = find();
    // An editor may have to be loaded first, and a line may be slow: that holds until somebody does something else.
    const isLoading = found?.classList.contains("code-editor-waiting") === true;
    const isAwaited = frames > 0 ? !found || isLoading : isLoading && !hasTyped;
    if (isAwaited) return void requestAnimationFrame(() => look(frames - 1));
    hands.abort();
    if (!found || isLoading) return;
    enter(found);
    then(found);
  };
  requestAnimationFrame(() => look(mostFrames));
}

function enter(found: HTMLElement): void {
  found.focus({ preventScroll: true });
  if (found.isContentEditable) caretToEnd(found);
  if (found instanceof HTMLTextAreaElement) found.setSelectionRange(-1, -1);
}

function caretToEnd(editor: HTMLElement): void {
  const selection = getSelection();
  selection?.selectAllChildren(editor);
  selection?.collapseToEnd();
}

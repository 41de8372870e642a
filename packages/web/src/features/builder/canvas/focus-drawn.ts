/** About half a second: what is drawn at once is there by then. */
const mostFrames = 30;

/** The first thing to fill in of a block's form. */
export const firstField =
  ".inspector-section :is(input, textarea, select, .cm-content, .code-editor-waiting)";

/** Gives the focus to something that is about to be drawn; one goes on behind what is written there. */
export function focusDrawn(selector: string): void {
  const hands = new AbortController();
  const listening = { signal: hands.signal, capture: true };
  let isGoneOn = false;
  const goOn = () => {
    isGoneOn = true;
  };
  document.addEventListener("pointerdown", goOn, listening);
  document.addEventListener("keydown", goOn, listening);
  const look = (frames: number) => {
    const found = document.querySelector<HTMLElement>(selector);
    // An editor may have to be loaded first, and a line may be slow: that holds until somebody does something else.
    const isLoading = found?.classList.contains("code-editor-waiting") === true;
    const isAwaited = frames > 0 ? !found || isLoading : isLoading && !isGoneOn;
    if (isAwaited) return void requestAnimationFrame(() => look(frames - 1));
    hands.abort();
    if (found) enter(found);
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

/** About half a second: an editor may have to be loaded first. */
const mostFrames = 30;

const control = ":is(input, textarea, select, button, .cm-content, .code-editor-waiting)";

/** Gives the focus to the control of a parameter in a form, or to that of what it is in; brings it into view where it cannot have the focus. */
export function focusParam(form: Element, param: readonly string[], frames = mostFrames): void {
  requestAnimationFrame(() => {
    const place = deepest(form, param);
    const found = place?.querySelector<HTMLElement>(control);
    const isWaiting = !found || found.classList.contains("code-editor-waiting");
    if (isWaiting && frames > 0) return focusParam(form, param, frames - 1);
    found?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: "center" });
  });
}

function deepest(form: Element, param: readonly string[]): Element | null {
  if (param.length === 0) return null;
  const place = form.querySelector(`[data-param="${CSS.escape(param.join("."))}"]`);
  return place ?? deepest(form, param.slice(0, -1));
}

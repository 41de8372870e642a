import { focusDrawn } from "../canvas/focus-drawn.ts";

const control = ":is(input, textarea, select, button, .cm-content, .code-editor-waiting)";

/** Gives the focus to the control of a parameter in a form that is being drawn, or to that of what it is in, and shows it. */
export function focusParam(form: Element, param: readonly string[]): void {
  focusDrawn(
    () => placeOf(form, param)?.querySelector<HTMLElement>(control) ?? null,
    (found) => found.scrollIntoView({ block: "center" }),
  );
}

function placeOf(form: Element, param: readonly string[]): Element | null {
  if (param.length === 0) return form.querySelector(".inspector-section");
  const place = form.querySelector(`[data-param="${CSS.escape(param.join("."))}"]`);
  return place ?? placeOf(form, param.slice(0, -1));
}

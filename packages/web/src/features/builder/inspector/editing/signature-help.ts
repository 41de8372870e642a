import { type EditorState, StateField } from "@codemirror/state";
import { EditorView, showTooltip, type Tooltip } from "@codemirror/view";
import { type OpenCall, openCallAt, parameterAt, parametersOf } from "./open-call.ts";

/** Shows the signature of the function that one is writing the arguments of, the present one in bold. */
export const signatureHelp = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    if (!transaction.docChanged && !transaction.selection) return shown;
    return tooltipIn(transaction.state);
  },
  provide: (field) => showTooltip.from(field),
});

function tooltipIn(state: EditorState): Tooltip | null {
  const { main } = state.selection;
  const call = main.empty ? openCallAt(state.doc.toString(), main.head) : null;
  if (!call) return null;
  return { pos: call.from, above: true, create: () => ({ dom: draw(call) }) };
}

function draw({ definition, argument }: OpenCall): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-note";
  const signature = dom.appendChild(document.createElement("div"));
  signature.className = "cm-note-strong";
  signature.append(`${definition.name}(`);
  const present = parameterAt(definition, argument);
  for (const [index, parameter] of parametersOf(definition).entries()) {
    if (index > 0) signature.append(", ");
    const part = document.createElement(index === present ? "b" : "span");
    part.textContent = parameter;
    signature.append(part);
  }
  signature.append(")");
  const doc = dom.appendChild(document.createElement("div"));
  doc.className = "cm-note-soft";
  doc.textContent = definition.doc;
  return dom;
}

/** Hides the signature while the editor has no focus. */
export const hidesSignatureOnBlur = EditorView.theme({
  "&:not(.cm-focused) .cm-tooltip:has(.cm-note-strong)": { display: "none" },
});

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Tells the name of the field at which somebody writes, `null` when they have gone on or away. */
export function tellTypedName(tell: (name: string | null) => void): Extension {
  let told: string | null = null;
  return EditorView.updateListener.of(({ view }) => {
    const name = typedName(view);
    if (name === told) return;
    told = name;
    tell(name);
  });
}

function typedName({ hasFocus, state }: EditorView): string | null {
  const { main, doc } = { main: state.selection.main, doc: state.doc };
  if (!hasFocus || !main.empty) return null;
  const line = doc.lineAt(main.head);
  const caret = main.head - line.from;
  const begun = /@\{?([a-z0-9_]*)$/.exec(line.text.slice(0, caret));
  const rest = /^[a-z0-9_]*/.exec(line.text.slice(caret));
  return begun ? `${begun[1]}${rest?.[0] ?? ""}` : null;
}

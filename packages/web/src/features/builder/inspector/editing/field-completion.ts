import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { FieldType } from "@parley/flow";

/** A name to offer, and what is said of it. */
export interface OfferedField {
  readonly name: string;
  readonly type: FieldType | null;
  readonly detail: string;
}

/** Offers fields once an `@` is typed; the one that is taken gets braces where letters follow. */
export function completeFields(
  fields: readonly OfferedField[],
): (context: CompletionContext) => CompletionResult | null {
  const options = fields.map(
    (field): Completion => ({
      label: `@${field.name}`,
      detail: field.detail,
      type: "variable",
      apply: (view, _, from, to) => insertField(view, field.name, from, to),
    }),
  );
  return (context) => {
    const begun = context.matchBefore(/@\{?[a-z0-9_]*/);
    if (!begun) return null;
    const isAddress = /[\p{L}\p{N}_]/u.test(
      context.state.sliceDoc(Math.max(0, begun.from - 1), begun.from),
    );
    // In an e-mail address the @ is none of ours; asked for explicitly, it is.
    if (isAddress && !context.explicit) return null;
    const from = begun.from;
    return begun.text.startsWith("@{")
      ? { from, options: options.map((it) => ({ ...it, label: `@{${it.label.slice(1)}` })) }
      : { from, options, validFor: /^@[a-z0-9_]*$/ };
  };
}

function insertField(view: EditorView, name: string, from: number, to: number): void {
  const { doc } = view.state;
  const after = doc.sliceString(to, to + 1);
  const before = doc.sliceString(Math.max(0, from - 1), from);
  const isTight = /[a-z0-9_]/.test(after) || /[\p{L}\p{N}_]/u.test(before);
  const isBraced = doc.sliceString(from, from + 2) === "@{";
  const insert = isTight || isBraced ? `@{${name}}` : `@${name}`;
  const end = isBraced && after === "}" ? to + 1 : to;
  view.dispatch({
    changes: { from, to: end, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input.complete",
  });
}

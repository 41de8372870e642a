import { EditorState, type Extension } from "@codemirror/state";

/** Keeps a text on one line: Enter does nothing, and pasted line breaks become spaces. */
export function oneLine(): Extension {
  return EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
    if (!transaction.isUserEvent("input.paste")) return [];
    const text = transaction.newDoc.toString().replaceAll(/\s*\n\s*/g, " ");
    const { length } = transaction.startState.doc;
    return [
      {
        changes: { from: 0, to: length, insert: text },
        selection: { anchor: Math.min(transaction.newSelection.main.head, text.length) },
      },
    ];
  });
}

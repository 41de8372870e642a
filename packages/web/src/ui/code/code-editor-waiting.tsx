import "./code-editor.css";

export interface CodeEditorWaitingProps {
  readonly value: string;
  readonly isCode?: boolean;
}

/** The text in the place of an editor that is still being loaded. */
export function CodeEditorWaiting({ value, isCode = false }: CodeEditorWaitingProps) {
  const names = ["code-editor", "code-editor-waiting", isCode && "code-editor-mono"];
  return <div className={names.filter(Boolean).join(" ")}>{value || " "}</div>;
}

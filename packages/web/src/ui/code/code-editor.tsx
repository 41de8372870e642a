import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import { useEffect, useRef, useState } from "react";
import { codeTheme } from "./code-theme.ts";
import { completionKeys } from "./completion-keys.ts";
import { oneLine } from "./one-line.ts";
import { typedOver } from "./typed-over.ts";
import "./code-editor.css";

export interface CodeEditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Names the editor for screen readers. */
  readonly label: string;
  /** What is wrong, and help: read out with the name. */
  readonly description?: string;
  readonly isFaulty?: boolean;
  readonly isReadOnly?: boolean;
  readonly placeholder?: string;
  /** Several lines; without it Enter does nothing. */
  readonly isLong?: boolean;
  /** Set in mono, with brackets that close themselves. */
  readonly isCode?: boolean;
  /** Language, completion, marks. The same array as long as nothing in it changes. */
  readonly extensions: Extension;
}

/** An editor of one text. What is typed is told at once; a value from outside replaces it, the history stays. */
export function CodeEditor(props: CodeEditorProps) {
  const { value } = props;
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const view = useRef<EditorView>(null);
  const told = useRef(new Set<string>());
  const [changing] = useState(() => new Compartment());
  latest.current = props;

  useEffect(() => {
    if (!host.current) return;
    const made = new EditorView({
      parent: host.current,
      doc: latest.current.value,
      extensions: [
        always(latest.current),
        changing.of(changeable(latest.current)),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.transactions.some((it) => it.isUserEvent("outside")))
            return;
          const text = update.state.doc.toString();
          told.current.add(text);
          latest.current.onChange(text);
        }),
      ],
    });
    view.current = made;
    return () => made.destroy();
  }, [changing]);

  useEffect(() => {
    const shown = view.current?.state.doc.toString();
    // A value that was told before more was typed comes back late: the text has gone on since.
    if (shown === undefined || (shown !== value && told.current.has(value))) return;
    told.current.clear();
    if (shown === value) return;
    view.current?.dispatch({
      changes: { from: 0, to: shown.length, insert: value },
      userEvent: "outside",
    });
  }, [value]);

  const { label, description, isFaulty, isReadOnly, extensions } = props;
  useEffect(() => {
    view.current?.dispatch({
      effects: changing.reconfigure(
        changeable({ ...latest.current, label, isReadOnly: isReadOnly ?? false, extensions }),
      ),
    });
  }, [changing, label, isReadOnly, extensions]);
  useEffect(() => {
    tell(view.current, description ?? "", isFaulty ?? false);
  }, [description, isFaulty]);

  return <div className="code-editor" ref={host} />;
}

/** What an editor is made with and keeps. */
function always({
  isLong = false,
  isCode = false,
  placeholder: words,
}: CodeEditorProps): Extension {
  return [
    EditorView.cspNonce.of(styleNonce()),
    codeTheme,
    history(),
    drawSelection(),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    tooltips({ position: "fixed" }),
    typedOver(),
    isLong ? [] : oneLine(),
    isCode ? [bracketMatching(), closeBrackets(), keymap.of(closeBracketsKeymap)] : [],
    placeholder(words ?? ""),
    completionKeys(),
    keymap.of([...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== "Escape")]),
    EditorView.editorAttributes.of({
      class: [isCode && "cm-mono", isLong ? "cm-long" : "cm-one-line"].filter(Boolean).join(" "),
    }),
  ];
}

function changeable({ label, isReadOnly = false, extensions }: CodeEditorProps): Extension {
  return [
    EditorState.readOnly.of(isReadOnly),
    EditorView.contentAttributes.of({
      "aria-label": label,
      ...(isReadOnly ? { "aria-readonly": "true" } : {}),
    }),
    EditorView.editorAttributes.of({ class: isReadOnly ? "cm-quiet" : "" }),
    extensions,
  ];
}

/** Attributes that change with every key would make the editor configure itself anew each time. */
function tell(view: EditorView | null, description: string, isFaulty: boolean): void {
  if (!view) return;
  view.dom.classList.toggle("cm-faulty", isFaulty);
  view.contentDOM.setAttribute("aria-invalid", String(isFaulty));
  view.contentDOM.setAttribute("aria-description", description);
}

function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  return meta?.nonce || meta?.content || "";
}

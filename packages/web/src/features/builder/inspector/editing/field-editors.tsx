import { autocompletion } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import type { Extension } from "@codemirror/state";
import { useMemo } from "react";
import { CodeEditor, type CodeEditorProps } from "../../../../ui/code/code-editor.tsx";
import { textMarks } from "../../../../ui/code/text-marks.ts";
import { completeFields, type OfferedField } from "./field-completion.ts";
import { fieldMarks, type JudgeField } from "./field-marks.ts";
import { formulaMarks } from "./formula-marks.ts";
import { completeFunctions } from "./function-completion.ts";
import { jsonMarks } from "./json-marks.ts";
import { hidesSignatureOnBlur, signatureHelp } from "./signature-help.ts";
import { tellTypedName } from "./typed-name.ts";

export interface FieldEditorProps extends Omit<CodeEditorProps, "extensions"> {
  readonly language: "template" | "formula" | "json";
  /** The same array and function as long as the names stay the same. */
  readonly offered: readonly OfferedField[];
  readonly judge: JudgeField;
  /** Hears at which field's name somebody writes. The same function throughout. */
  readonly onTypedName: (name: string | null) => void;
}

/** An editor of a text with fields in it: completion after `@`, chips, faults in place. */
export function FieldEditor(props: FieldEditorProps) {
  const { language, offered, judge, onTypedName, ...rest } = props;
  const extensions = useMemo(
    () => [languages[language](offered, judge), tellTypedName(onTypedName)],
    [language, offered, judge, onTypedName],
  );
  return <CodeEditor {...rest} extensions={extensions} isCode={language !== "template"} />;
}

type MakeLanguage = (offered: readonly OfferedField[], judge: JudgeField) => Extension;

// The editor brings the keys of its lists itself.
const completion = { icons: false, maxRenderedOptions: 60, defaultKeymap: false } as const;

const languages: { readonly [L in FieldEditorProps["language"]]: MakeLanguage } = {
  template: (offered, judge) => [
    autocompletion({ ...completion, override: [completeFields(offered)] }),
    textMarks((text) => fieldMarks(text, judge)),
  ],
  formula: (offered, judge) => [
    autocompletion({ ...completion, override: [completeFields(offered), completeFunctions] }),
    textMarks((text) => formulaMarks(text, judge)),
    signatureHelp,
    hidesSignatureOnBlur,
  ],
  json: (offered, judge) => [
    json(),
    autocompletion({ ...completion, override: [completeFields(offered)] }),
    textMarks((text) => jsonMarks(text, judge)),
  ],
};

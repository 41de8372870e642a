import { lazy, Suspense } from "react";
import { CodeEditorWaiting } from "../../../../ui/code/code-editor-waiting.tsx";
import type { FieldEditorProps } from "../editing/field-editors.tsx";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { textIn } from "../model/params.ts";
import { ParamField } from "./param-field.tsx";
import { changeText, placeholderOf } from "./text-controls.tsx";

const FieldEditor = lazy(async () => ({
  default: (await import("../editing/field-editors.tsx")).FieldEditor,
}));

export type EditorProps = Omit<FieldEditorProps, "offered" | "judge" | "onTypedName">;

/** An editor of a text with the flow's fields in it. */
export function Editor(props: EditorProps) {
  const { offered, judge, isReadOnly, onTypedName } = useInspector();
  const { value, language } = props;
  return (
    <Suspense fallback={<CodeEditorWaiting value={value} isCode={language !== "template"} />}>
      <FieldEditor {...props} {...{ offered, judge, isReadOnly, onTypedName }} />
    </Suspense>
  );
}

/** A text with fields in it. */
export function TemplateControl(props: ControlProps) {
  return <EditorControl {...props} language="template" />;
}

/** A JSON text with fields in it. */
export function JsonControl(props: ControlProps) {
  return <EditorControl {...props} language="json" />;
}

function EditorControl(props: ControlProps & { readonly language: EditorProps["language"] }) {
  const { node, value, language } = props;
  return (
    <ParamField {...props}>
      {(ids, told) => (
        <Editor
          language={language}
          value={textIn(value)}
          label={formWord(node.label)}
          description={told}
          isFaulty={ids["aria-invalid"] ?? false}
          placeholder={placeholderOf(props)}
          isLong={node.isLong}
          onChange={(text) => changeText(props, text)}
        />
      )}
    </ParamField>
  );
}

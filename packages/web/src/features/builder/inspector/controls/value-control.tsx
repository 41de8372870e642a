import { useState } from "react";
import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { modeOf, readJsonText, unset, type ValueMode, writeJsonText } from "../model/json-value.ts";
import { textIn } from "../model/params.ts";
import { problemsWithin } from "../model/problems-at.ts";
import { Editor } from "./editor-controls.tsx";
import { ParamField } from "./param-field.tsx";
import { Segments } from "./segments.tsx";

/** A value for a field: a text with fields in it, JSON whose texts have fields in them, or nothing. */
export function ValueControl(props: ControlProps) {
  const { path, value, onChange } = props;
  const { block, problems, unfinished, onUnfinished, isReadOnly } = useInspector();
  const key = [block, ...path].join(".");
  const kept = unfinished[key];
  const mode = kept === undefined ? modeOf(value) : "json";
  const fault =
    kept === undefined ? null : t("This is not JSON yet, so the value before it holds.");
  const change = (to: ValueMode) => {
    onUnfinished(key, null);
    onChange(valueIn(to, value));
  };
  return (
    <ParamField
      {...props}
      fault={fault}
      problems={problemsWithin(problems, block, path)}
      isGroup
      aside={
        <Segments
          label={t("Kind of value")}
          value={mode}
          options={[
            { value: "text", label: t("Text") },
            { value: "json", label: "JSON" },
            { value: "unset", label: t("Clear") },
          ]}
          onChange={change}
          disabled={isReadOnly}
        />
      }
    >
      {(ids, told) => (
        <ValueEditor
          {...props}
          mode={mode}
          kept={kept}
          told={told}
          isFaulty={ids["aria-invalid"] ?? false}
          onUnfinished={(text) => onUnfinished(key, text)}
        />
      )}
    </ParamField>
  );
}

interface ValueEditorProps extends ControlProps {
  readonly mode: ValueMode;
  readonly kept: string | undefined;
  readonly told: string;
  readonly isFaulty: boolean;
  readonly onUnfinished: (text: string | null) => void;
}

function ValueEditor(props: ValueEditorProps) {
  const { mode, told, isFaulty, node, value, onChange } = props;
  if (mode === "unset") return <p className="field-hint">{t("The field loses its value.")}</p>;
  if (mode === "json") return <JsonEditor {...props} />;
  return (
    <Editor
      language="template"
      label={formWord(node.label)}
      description={told}
      isFaulty={isFaulty}
      value={textIn(value)}
      placeholder={t("Text, or @field")}
      isLong
      onChange={onChange}
    />
  );
}

function JsonEditor(props: ValueEditorProps) {
  const { node, kept, told, isFaulty, value, onChange, onUnfinished } = props;
  // What is typed stays as it is typed, spaces and all, as long as it means the value.
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? null : readJsonText(typed);
  const isCurrent = read?.ok && JSON.stringify(read.value) === JSON.stringify(value);
  const text = kept ?? (isCurrent && typed !== null ? typed : writeJsonText(value));
  const change = (after: string) => {
    setTyped(after);
    const parsed = readJsonText(after);
    onUnfinished(parsed.ok ? null : after);
    if (parsed.ok) onChange(parsed.value);
  };
  return (
    <Editor
      language="json"
      label={formWord(node.label)}
      description={told}
      isFaulty={isFaulty}
      value={text}
      isLong
      onChange={change}
    />
  );
}

function valueIn(mode: ValueMode, value: unknown): unknown {
  if (mode === "unset") return unset;
  if (mode === "text") return typeof value === "string" && value !== unset ? value : "";
  const read = typeof value === "string" && value !== unset ? readJsonText(value) : null;
  return read?.ok && typeof read.value !== "string" ? read.value : {};
}

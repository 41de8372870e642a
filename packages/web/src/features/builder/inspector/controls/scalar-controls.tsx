import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { comparedWith } from "../model/compared-with.ts";
import { formWord } from "../model/form-words.ts";
import { Editor } from "./editor-controls.tsx";
import { ParamField } from "./param-field.tsx";
import { Segments } from "./segments.tsx";
import { placeholderOf } from "./text-controls.tsx";

type Kind = "text" | "number" | "boolean";

/** A text, a number, or yes or no: which of them matters, so it is in sight. */
export function ScalarControl(props: ControlProps) {
  const { value, onChange } = props;
  const { isReadOnly } = useInspector();
  const kind = kindOf(value);
  return (
    <ParamField
      {...props}
      aside={
        value === undefined ? null : (
          <Segments
            label={t("Kind of value")}
            value={kind}
            options={[
              { value: "text", label: t("Text") },
              { value: "number", label: t("Number") },
              { value: "boolean", label: t("Yes or no") },
            ]}
            onChange={(to) => onChange(convert(value, to))}
            disabled={isReadOnly}
          />
        )
      }
    >
      {(ids) =>
        kind === "boolean" ? (
          <select
            {...ids}
            className="input"
            value={String(value)}
            onChange={({ target }) => onChange(target.value === "true")}
          >
            <option value="true">{t("Yes")}</option>
            <option value="false">{t("No")}</option>
          </select>
        ) : (
          <input
            {...ids}
            type={kind === "number" ? "number" : "text"}
            step="any"
            className="input"
            value={value === undefined ? "" : String(value)}
            placeholder={placeholderOf(props)}
            onChange={({ target }) => onChange(readAs(kind, target.value))}
          />
        )
      }
    </ParamField>
  );
}

/** What something is compared with: fields in a text, or a number or a yes where exactly that is written. */
export function ComparedControl(props: ControlProps) {
  const { node, value, onChange } = props;
  return (
    <ParamField {...props}>
      {(ids, told) => (
        <Editor
          language="template"
          label={formWord(node.label)}
          description={told}
          isFaulty={ids["aria-invalid"] ?? false}
          value={value === undefined ? "" : String(value)}
          placeholder={t("Value, or @field")}
          onChange={(text) => onChange(comparedWith(text))}
        />
      )}
    </ParamField>
  );
}

function kindOf(value: unknown): Kind {
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "text";
}

function convert(value: unknown, kind: Kind): string | number | boolean {
  if (kind === "text") return String(value);
  if (kind === "boolean") return value !== false && value !== "false" && value !== 0;
  const number = Number(value);
  return Number.isFinite(number) ? number : 0;
}

function readAs(kind: Kind, text: string): string | number | undefined {
  if (text === "") return undefined;
  return kind === "number" ? Number(text) : text;
}

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../../../ui/icon-button.tsx";
import { Switch } from "../../../../ui/switch.tsx";
import { t } from "../../../../ui/words.ts";
import { blockName } from "../../model/block-name.ts";
import { fieldTypes, typeWord } from "../controls/type-word.ts";
import type { InspectorProps } from "../inspector-props.ts";
import { refusedName } from "../model/edit-fields.ts";
import type { KnownField } from "../model/fields-of-flow.ts";
import { refusalWord } from "./refusal-word.ts";

export type FieldRowProps = Pick<
  InspectorProps,
  "flow" | "readOnly" | "onFieldsChange" | "onJumpTo"
> & { readonly field: KnownField };

/** One field: name, type, whether pages may set it, and the blocks that write and read it. */
export function FieldRow(props: FieldRowProps) {
  const { field, readOnly, onFieldsChange } = props;
  const [isOpen, setOpen] = useState(false);
  const uses = field.readBy.length + field.writtenBy.length;
  return (
    <li className="fields-row">
      <button
        type="button"
        className="fields-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="fields-name">@{field.name}</span>
        <span className="fields-type">{typeWord(field.type) || t("By its value")}</span>
        <span className="fields-uses">
          {t("{count, plural, =0 {unused} one {# use} other {# uses}}", { count: uses })}
        </span>
      </button>
      {isOpen && (
        <div className="fields-body">
          {!readOnly && <Rename {...props} />}
          <TypeSelect {...props} />
          {field.type !== null && (
            <Switch
              label={t("Pages may set it")}
              hint={t("By URL parameters and customData of the page that embeds the chat.")}
              isOn={field.isHidden}
              disabled={readOnly}
              onChange={(hidden) =>
                field.type !== null &&
                onFieldsChange({ kind: "declare", name: field.name, type: field.type, hidden })
              }
            />
          )}
          <Blocks {...props} title={t("Written by")} blocks={field.writtenBy} />
          <Blocks {...props} title={t("Read by")} blocks={field.readBy} />
          {uses === 0 && !readOnly && (
            <IconButton
              size="small"
              label={t("Remove @{name}", { name: field.name })}
              icon={<Trash2 />}
              onClick={() => onFieldsChange({ kind: "remove", name: field.name })}
            />
          )}
        </div>
      )}
    </li>
  );
}

function Rename({ flow, field, onFieldsChange }: FieldRowProps) {
  const [name, setName] = useState(field.name);
  const refusal = name === field.name ? null : refusedName(flow, name);
  const rename = () => {
    if (name !== field.name && refusal === null)
      onFieldsChange({ kind: "rename", from: field.name, to: name });
  };
  return (
    <div>
      <input
        className="input input-small input-mono"
        aria-label={t("Name of @{name}", { name: field.name })}
        aria-invalid={refusal !== null || undefined}
        value={name}
        spellCheck={false}
        onChange={({ target }) => setName(target.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === "Enter") rename();
          if (event.key !== "Escape" || name === field.name) return;
          // What was typed is given up first; the next Esc leads out of the panel.
          event.stopPropagation();
          setName(field.name);
        }}
      />
      {refusal !== null ? (
        <p className="field-error">{refusalWord(refusal)}</p>
      ) : (
        name !== field.name && <p className="field-hint">{t("Enter renames it in every block.")}</p>
      )}
    </div>
  );
}

function TypeSelect({ field, readOnly, onFieldsChange }: FieldRowProps) {
  return (
    <select
      className="input input-small"
      aria-label={t("Type of @{name}", { name: field.name })}
      disabled={readOnly}
      value={field.type ?? ""}
      onChange={({ target }) => {
        const type = fieldTypes.find((it) => it === target.value);
        onFieldsChange(
          type === undefined
            ? { kind: "remove", name: field.name }
            : { kind: "declare", name: field.name, type, hidden: field.isHidden },
        );
      }}
    >
      <option value="">{t("By its value")}</option>
      {fieldTypes.map((it) => (
        <option key={it} value={it}>
          {typeWord(it)}
        </option>
      ))}
    </select>
  );
}

interface BlocksProps extends FieldRowProps {
  readonly title: string;
  readonly blocks: readonly string[];
}

function Blocks({ title, blocks, flow, onJumpTo }: BlocksProps) {
  if (blocks.length === 0) return null;
  return (
    <div className="fields-blocks">
      <span className="field-hint">{title}</span>
      {blocks.map((id) => (
        <button key={id} type="button" className="fields-block" onClick={() => onJumpTo(id)}>
          {blockName(flow, id)}
        </button>
      ))}
    </div>
  );
}

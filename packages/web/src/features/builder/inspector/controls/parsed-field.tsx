import { useState } from "react";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { ParamField } from "./param-field.tsx";

/** A value, or why a text is none. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: string };

export interface ParsedFieldProps extends ControlProps {
  readonly write: (value: unknown) => string;
  readonly parse: (text: string) => Parsed;
  readonly inputMode?: "numeric" | "decimal";
  readonly placeholder: string;
  readonly isMono?: boolean;
}

/** One line whose text stands for a value. A text that stands for none is kept, with what is wrong, until it does. */
export function ParsedField({
  write,
  parse,
  placeholder,
  isMono,
  inputMode,
  ...props
}: ParsedFieldProps) {
  const { value, onChange, path } = props;
  const { block, unfinished, onUnfinished } = useInspector();
  const [typed, setTyped] = useState<string | null>(null);
  const key = [block, ...path].join(".");
  const kept = unfinished[key];
  const text = typed ?? kept ?? (value === undefined ? "" : write(value));
  const parsed = text.trim() === "" ? null : parse(text);
  const change = (after: string) => {
    setTyped(after);
    const read = after.trim() === "" ? null : parse(after);
    onUnfinished(key, read !== null && !read.ok ? after : null);
    if (read === null) onChange(undefined);
    else if (read.ok) onChange(read.value);
  };
  return (
    <ParamField {...props} fault={parsed !== null && !parsed.ok ? parsed.fault : null}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          className={isMono ? "input input-mono" : "input"}
          value={text}
          placeholder={placeholder}
          inputMode={inputMode ?? "text"}
          onChange={(event) => change(event.target.value)}
          onBlur={() => setTyped(null)}
        />
      )}
    </ParamField>
  );
}

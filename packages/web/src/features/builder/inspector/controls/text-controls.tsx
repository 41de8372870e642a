import type { ControlProps } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { textIn } from "../model/params.ts";
import { ParamField } from "./param-field.tsx";

/** Plain text. */
export function TextControl(props: ControlProps) {
  const { node, value } = props;
  return (
    <ParamField {...props}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          className="input"
          value={textIn(value)}
          placeholder={placeholderOf(props)}
          maxLength={node.limits.most}
          onChange={(event) => changeText(props, event.target.value)}
        />
      )}
    </ParamField>
  );
}

/** A text that machines read: a pattern, a path. */
export function MonoControl(props: ControlProps) {
  return (
    <ParamField {...props}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          className="input input-mono"
          value={textIn(props.value)}
          placeholder={placeholderOf(props)}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={(event) => changeText(props, event.target.value)}
        />
      )}
    </ParamField>
  );
}

/** The default shows where nothing is written: it is what holds. */
export function placeholderOf({ node }: Pick<ControlProps, "node">): string {
  return typeof node.defaultValue === "string" ? node.defaultValue : formWord(node.placeholder);
}

/** An empty text takes an optional parameter away; of a required one it is what is written. */
export function changeText({ node, onChange }: ControlProps, text: string): void {
  onChange(text === "" && !node.isRequired ? undefined : text);
}

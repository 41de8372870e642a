import { sets } from "@parley/testkit";
import { useState } from "react";
import { TextArea, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { type ActFormProps, ActFrame } from "./act-frame.tsx";
import { readValue } from "./model/read-value.ts";

/** Asks which field is set to what. */
export function SetForm({ flow, ...rest }: ActFormProps) {
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const read = () => {
    const field = name.trim().replace(/^@/, "");
    if (field === "") return t("Name the field.");
    return sets({ [field]: text.trim() === "" ? null : readValue(text).value });
  };
  return (
    <ActFrame {...rest} title={t("Set a field")} verb={t("Set")} read={read}>
      <TextField
        autoFocus
        size="small"
        label={t("Field")}
        list="act-form-fields"
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <datalist id="act-form-fields">
        {Object.keys(flow.fields).map((it) => (
          <option key={it} value={it} />
        ))}
      </datalist>
      <TextArea
        isMono
        rows={2}
        label={t("Value: text or JSON; empty clears the field")}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </ActFrame>
  );
}

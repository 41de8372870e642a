import type { FlowDocument } from "@parley/flow";
import { goes } from "@parley/testkit";
import { useState } from "react";
import { Select, TextArea } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { blockName } from "../model/block-name.ts";
import { type ActFormProps, ActFrame } from "./act-frame.tsx";
import { readValue } from "./model/read-value.ts";

/** Asks where the flow is to go on, and with which fields. */
export function GoForm({ flow, ...rest }: ActFormProps) {
  const unreached = firstUnreached(flow);
  const [block, setBlock] = useState(unreached ?? flow.start);
  const [json, setJson] = useState("");
  const options = Object.keys(flow.blocks).map((value) => ({ value, label: nameOf(flow, value) }));
  const read = () => {
    if (json.trim() === "") return goes(block);
    const fields = readRecord(json);
    return fields === null
      ? t("Write the fields as JSON: {example}", { example })
      : goes(block, { fields });
  };
  return (
    <ActFrame {...rest} title={t("Send Go")} verb={t("Send Go")} read={read}>
      <Select
        autoFocus
        size="small"
        label={t("Go on from")}
        options={options}
        value={block}
        onChange={({ target }) => setBlock(target.value)}
      />
      <TextArea
        isMono
        rows={2}
        label={t("Fields to set with it, as JSON")}
        placeholder={example}
        value={json}
        onChange={({ target }) => setJson(target.value)}
      />
    </ActFrame>
  );
}

const example = '{"data": {"status": "paid"}}';

function nameOf(flow: FlowDocument, id: string): string {
  const name = blockName(flow, id);
  return name === id ? id : `${name} (${id})`;
}

/** Most often Go leads to where no arrow does. */
function firstUnreached(flow: FlowDocument): string | undefined {
  const blocks = Object.values(flow.blocks);
  const reached = new Set([flow.start, ...blocks.flatMap(({ next }) => Object.values(next))]);
  return Object.keys(flow.blocks).find((id) => !reached.has(id));
}

function readRecord(json: string) {
  const { value, isJson } = readValue(json);
  if (!isJson || typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value));
}

import type { BlockDocument, FieldType, FlowDocument, ParamNode } from "@parley/flow";
import { spokenLocale, t } from "../../../ui/words.ts";
import { fieldTypes, typeWord } from "../inspector/controls/type-word.ts";
import { writeByteSize } from "../inspector/model/byte-size.ts";
import { formWord } from "../inspector/model/form-words.ts";
import { formOf } from "../inspector/model/forms.ts";
import { paramAt } from "../inspector/model/param-at.ts";
import { blockName } from "../model/block-name.ts";
import { duration } from "../model/block-summary.ts";
import { languageName } from "../model/flow-languages.ts";
import { outputLabel } from "../model/output-label.ts";
import { zoneName } from "../model/time-zones.ts";

/** What a place in a block is called in its form: “Message”, “Options › 2 › Label”, “Arrow Then”. */
export function placeWords(block: BlockDocument, path: readonly string[]): string {
  const [part = "", ...rest] = path;
  if (part === "next") return t("Arrow {output}", { output: outputLabel(block, rest.join(".")) });
  if (part === "name") return t("Name");
  if (part !== "params") return path.join(" › ");
  const form = formOf(block.kind);
  return (form ? labelsOf(form, rest) : rest).join(" › ");
}

/** What a setting of the flow is called. */
export function settingWords([part = "", name = "", ...rest]: readonly string[]): string {
  if (part === "fields") return [t("Field {name}", { name: `@${name}` }), ...rest].join(" › ");
  if (part === "keywords") return t("Keyword {word}", { word: name });
  return settings[part]?.() ?? [part, name, ...rest].filter(Boolean).join(" › ");
}

/** A setting's value as one reads it: a block by its name, a language by what it is called. */
export function settingValueWords(
  flow: FlowDocument,
  [part = ""]: readonly string[],
  value: unknown,
): string {
  if (typeof value !== "string") return valueWords(value);
  if (part === "language") return languageName(value, spokenLocale());
  if (part === "timezone") return zoneName(value);
  return leadsToBlock.has(part) ? blockName(flow, value) : value;
}

const leadsToBlock: ReadonlySet<string> = new Set(["start", "fallback", "keywords"]);

/** A value as one reads it in a block: a time and a size in words, a choice by its name. */
export function paramWords(block: BlockDocument, path: readonly string[], value: unknown): string {
  const [part, ...rest] = path;
  const form = part === "params" ? formOf(block.kind) : undefined;
  const { node, path: found } = form ? paramAt(form, rest) : { node: null, path: [] };
  if (!node || found.length < rest.length) return valueWords(value);
  const choice = node.choices.find((it) => it.value === value);
  if (choice) return formWord(choice.label);
  if (typeof value !== "number") return valueWords(value);
  if (node.control === "seconds") return duration(value);
  if (node.control === "bytes") return writeByteSize(value);
  return node.control === "percent" ? `${value} %` : valueWords(value);
}

/** A value as one reads it: a declared field by its type, a switch as yes or no. */
export function valueWords(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? t("Yes") : t("No");
  const type = Object(value).type;
  return (isFieldType(type) && typeWord(type)) || JSON.stringify(value);
}

const settings: Readonly<Record<string, () => string>> = {
  name: () => t("Name"),
  start: () => t("Start"),
  timezone: () => t("Time zone"),
  language: () => t("Language"),
  fallback: () => t("When nothing else fits"),
};

function labelsOf(node: ParamNode, [key, ...rest]: readonly string[]): readonly string[] {
  if (key === undefined) return [];
  if (node.item) return [String(Number(key) + 1), ...labelsOf(node.item, rest)];
  const inner = [...node.fields, ...node.variants.flatMap(({ fields }) => fields)];
  const field = inner.find(({ name }) => name === key);
  // Which of its shapes a group has: the group itself is named already.
  if (!field) return key === "kind" ? [] : [key, ...rest];
  return [formWord(field.label) || key, ...labelsOf(field, rest)];
}

function isFieldType(type: unknown): type is FieldType {
  return fieldTypes.some((it) => it === type);
}

import {
  isFieldName,
  nextToken,
  type ParamControl,
  type ParamNode,
  parseTemplate,
} from "@parley/flow";
import { isRecord, listIn, valueIn, withValue } from "./params.ts";

/** What happens to a field where its name stands. */
export type FieldUse = "read" | "write";

/** Gives another name, or the same, for a field that stands somewhere. */
export type RenameField = (name: string, use: FieldUse) => string;

/**
 * Rewrites every name of a field in a block's parameters, and nothing else: in texts, formulas, JSON and conditions.
 * Reads unfinished parameters as far as they go; gives the same value where no name changes.
 */
export function mapFieldNames(node: ParamNode, value: unknown, rename: RenameField): unknown {
  if (value === undefined || value === null) return value;
  if (typeof value === "string") return mapText(node, value, rename);
  if (node.control === "value") return mapJson(value, rename);
  if (node.item) return mapList(node.item, listIn(value), value, rename);
  const variant = node.variants.find((it) => it.value === valueIn(value, "kind"));
  return mapFields(variant?.fields ?? node.fields, value, rename);
}

function mapList(
  item: ParamNode,
  list: readonly unknown[],
  before: unknown,
  rename: RenameField,
): unknown {
  const mapped = list.map((it) => mapFieldNames(item, it, rename));
  return mapped.some((it, index) => it !== list[index]) ? mapped : before;
}

function mapFields(fields: readonly ParamNode[], value: unknown, rename: RenameField): unknown {
  if (!isRecord(value)) return value;
  return fields.reduce<unknown>((mapped, field) => {
    const before = valueIn(value, field.name);
    const after = mapFieldNames(field, before, rename);
    return after === before ? mapped : withValue(mapped, field.name, after);
  }, value);
}

function mapText({ control, limits }: ParamNode, text: string, rename: RenameField): string {
  if (control === "field") return text === "" ? text : rename(text, "write");
  if (control === "operand" && isFieldName(text)) return rename(text, "read");
  if (control === "formula") return mapFormula(text, rename);
  const isTemplate = templates.has(control) || (control === "seconds" && limits.takesText);
  return isTemplate ? mapTemplate(text, rename) : text;
}

const templates: ReadonlySet<ParamControl> = new Set<ParamControl>([
  "template",
  "address",
  "json",
  "value",
  "compared",
  "operand",
]);

function mapJson(value: unknown, rename: RenameField): unknown {
  if (typeof value === "string") return mapTemplate(value, rename);
  if (Array.isArray(value)) {
    const mapped = value.map((item) => mapJson(item, rename));
    return mapped.some((item, index) => item !== value[index]) ? mapped : value;
  }
  if (!isRecord(value)) return value;
  return Object.entries(value).reduce<unknown>((mapped, [key, before]) => {
    const after = mapJson(before, rename);
    return after === before ? mapped : withValue(mapped, key, after);
  }, value);
}

function mapTemplate(source: string, rename: RenameField): string {
  const fields = parseTemplate(source).parts.flatMap((part) =>
    part.kind === "field" ? [{ ...part }] : [],
  );
  return replaced(source, fields, rename);
}

/** A formula that is not finished is read up to its fault: what comes before it is already meant. */
function mapFormula(source: string, rename: RenameField): string {
  const fields: Place[] = [];
  for (let at = 0; at <= source.length; ) {
    const lexed = nextToken(source, at);
    const { to } = "token" in lexed ? lexed.token : lexed.problem;
    if ("token" in lexed && lexed.token.kind === "field") fields.push(lexed.token);
    if (("token" in lexed && lexed.token.kind === "end") || to <= at) break;
    at = to;
  }
  return replaced(source, fields, rename);
}

interface Place {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function replaced(source: string, places: readonly Place[], rename: RenameField): string {
  let text = "";
  let at = 0;
  for (const { name, from, to } of places) {
    const written = source.slice(from, to);
    const after = rename(name, "read");
    const isBraced = written.startsWith("@{");
    text += source.slice(at, from) + (isBraced ? `@{${after}}` : `@${after}`);
    at = to;
  }
  return text + source.slice(at);
}

import { z } from "zod";
import type { ParamControl, ParamForm, ParamSection } from "./form.ts";
import type { BlockKind } from "./kind.ts";

/** One parameter as a form asks for it: what its schema allows, and the words that its schema carries. */
export interface ParamNode {
  /** The key under which it stands; empty for a whole block and for the items of a list. */
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly placeholder: string;
  readonly section: ParamSection;
  readonly control: ParamControl;
  readonly isRequired: boolean;
  readonly isLong: boolean;
  /** What stands for it where the flow file says nothing. */
  readonly defaultValue?: unknown;
  readonly limits: ParamLimits;
  readonly choices: readonly ParamChoice[];
  /** Of a group or a block: its parts in the order of the form. */
  readonly fields: readonly ParamNode[];
  /** Of rows: what each of them is. */
  readonly item?: ParamNode;
  /** Of rows: the button that adds one. */
  readonly row: string;
  /** Of a union by `kind`: the parts of each. */
  readonly variants: readonly ParamVariant[];
}

/** The words of one value of an enumeration. */
export interface ParamChoice {
  readonly value: string;
  readonly label: string;
}

/** One of the shapes that a union by `kind` can take. */
export interface ParamVariant extends ParamChoice {
  readonly fields: readonly ParamNode[];
}

/** What a value may be at most and at least: characters, items, or the number itself. */
export interface ParamLimits {
  readonly least?: number;
  readonly most?: number;
  readonly isWhole: boolean;
  /** A number or a text with fields in it will do. */
  readonly takesText: boolean;
}

/** Describes the form of a kind's parameters, from its schema alone: the one source that the checks use too. */
export function describeParams({ schema }: Pick<BlockKind<unknown, unknown>, "schema">): ParamNode {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return describe("", json as Described, true);
}

/** The part of a JSON Schema that forms look at, and the words that `form` has put beside it. */
interface Described {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: { readonly [name: string]: Described };
  readonly required?: readonly string[];
  readonly items?: Described;
  readonly anyOf?: readonly Described[];
  readonly oneOf?: readonly Described[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly form?: Omit<ParamForm, "label" | "help">;
}

function describe(name: string, schema: Described, isRequired: boolean): ParamNode {
  const { title = "", description = "", form = {}, items } = schema;
  const hasItem = items !== undefined && controlOf(schema) === "rows";
  return {
    name,
    label: title,
    help: description,
    placeholder: form.placeholder ?? "",
    section: form.section ?? "main",
    control: controlOf(schema),
    isRequired,
    isLong: form.isLong ?? false,
    ...("default" in schema ? { defaultValue: schema.default } : {}),
    limits: limitsOf(schema),
    choices: choicesOf(schema),
    fields: fieldsOf(schema),
    ...(hasItem ? { item: describe("", items, true) } : {}),
    row: form.row ?? "",
    variants: variantsOf(schema),
  };
}

function controlOf(schema: Described): ParamControl {
  if (schema.form?.control !== undefined) return schema.form.control;
  if (alternativesOf(schema).length > 0) return "variants";
  if (schema.enum) return "choice";
  if (schema.type === "array") return listControlOf(schema.items ?? {});
  const plain: { readonly [type: string]: ParamControl } = {
    boolean: "switch",
    number: "number",
    integer: "number",
    object: "group",
  };
  return plain[schema.type ?? ""] ?? "text";
}

function listControlOf(items: Described): ParamControl {
  if (items.enum) return "choices";
  return items.type === "object" ? "rows" : "words";
}

const sections: readonly ParamSection[] = ["main", "store", "otherwise", "giving_up", "advanced"];

function fieldsOf({ properties = {}, required = [] }: Described): readonly ParamNode[] {
  const fields = Object.entries(properties)
    .filter(([, schema]) => schema.const === undefined)
    .map(([name, schema]) => describe(name, schema, required.includes(name)));
  return fields.toSorted((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section));
}

function variantsOf(schema: Described): readonly ParamVariant[] {
  if (controlOf(schema) !== "variants") return [];
  return alternativesOf(schema).map((alternative) => {
    const value = String(alternative.properties?.kind?.const);
    return {
      value,
      label: schema.form?.choices?.[value] ?? value,
      fields: fieldsOf(alternative),
    };
  });
}

function alternativesOf({ anyOf, oneOf }: Described): readonly Described[] {
  return anyOf ?? oneOf ?? [];
}

function choicesOf({ enum: own, items, form }: Described): readonly ParamChoice[] {
  const values = own ?? items?.enum ?? Object.keys(form?.choices ?? {});
  return values.map((value) => ({
    value: String(value),
    label: form?.choices?.[String(value)] ?? String(value),
  }));
}

function limitsOf(schema: Described): ParamLimits {
  const numeric = [schema, ...alternativesOf(schema)].find(({ type }) => isNumeric(type));
  const bounds = numeric ?? schema;
  const least = bounds.minimum ?? bounds.exclusiveMinimum ?? bounds.minLength ?? bounds.minItems;
  const most = bounds.maximum ?? bounds.maxLength ?? bounds.maxItems;
  return {
    ...(least === undefined ? {} : { least }),
    ...(most === undefined ? {} : { most }),
    isWhole: bounds.type === "integer",
    takesText: alternativesOf(schema).some(({ type }) => type === "string"),
  };
}

function isNumeric(type: string | undefined): boolean {
  return type === "number" || type === "integer";
}

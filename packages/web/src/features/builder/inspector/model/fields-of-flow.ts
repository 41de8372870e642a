import {
  type BlockDocument,
  type FieldType,
  type FlowDocument,
  nearestName,
  readableNames,
  systemVariableNames,
} from "@parley/flow";
import { formOf } from "./forms.ts";
import { type FieldUse, mapFieldNames } from "./map-field-names.ts";

/** A name that texts and formulas of a flow can read. */
export interface KnownField {
  readonly name: string;
  /** As declared; unknown for a field that blocks alone write. */
  readonly type: FieldType | null;
  readonly isHidden: boolean;
  readonly origin: "declared" | "written" | "system";
  /** Blocks in the order of the document. */
  readonly readBy: readonly string[];
  readonly writtenBy: readonly string[];
}

/** Lists the flow's fields: those that are declared and those that blocks write, then what is there by itself. */
export function fieldsOfFlow(flow: FlowDocument): readonly KnownField[] {
  const uses = usesIn(flow);
  const byName = Map.groupBy(uses, ({ name }) => name);
  const written = uses.filter(({ use }) => use === "write").map(({ name }) => name);
  const own = [...new Set([...Object.keys(flow.fields), ...written])]
    .filter((name) => !systemNames.has(name))
    .toSorted();
  const byThemselves = readableNames.filter((name) => !own.includes(name));
  return [...own, ...byThemselves].map((name) => {
    const declared = flow.fields[name];
    const blocks = (use: FieldUse) => [
      ...new Set(byName.get(name)?.flatMap((it) => (it.use === use ? [it.block] : []))),
    ];
    return {
      name,
      type: declared?.type ?? null,
      isHidden: declared?.hidden ?? false,
      origin: originOf(declared !== undefined, own.includes(name)),
      readBy: blocks("read"),
      writtenBy: blocks("write"),
    };
  });
}

const systemNames: ReadonlySet<string> = new Set(systemVariableNames);

function originOf(isDeclared: boolean, isOwn: boolean): KnownField["origin"] {
  if (isDeclared) return "declared";
  return isOwn ? "written" : "system";
}

interface Use {
  readonly block: string;
  readonly name: string;
  readonly use: FieldUse;
}

function usesIn(flow: FlowDocument): readonly Use[] {
  return Object.entries(flow.blocks).flatMap(([block, document]) =>
    usesOf(document).map(({ name, use }) => ({ block, name, use })),
  );
}

/** Blocks never change in place: a flow is read block by block, and a change costs one block. */
const known = new WeakMap<BlockDocument, readonly Omit<Use, "block">[]>();

function usesOf(document: BlockDocument): readonly Omit<Use, "block">[] {
  const before = known.get(document);
  if (before) return before;
  const form = formOf(document.kind);
  const uses: Omit<Use, "block">[] = [];
  if (form)
    mapFieldNames(form, withDefaults(document.params, form.fields), (name, use) => {
      uses.push({ name, use });
      return name;
    });
  known.set(document, uses);
  return uses;
}

/** A question without a field of its own writes the one that its kind names. */
function withDefaults(
  params: Readonly<Record<string, unknown>>,
  fields: readonly { readonly name: string; readonly defaultValue?: unknown }[],
): Readonly<Record<string, unknown>> {
  const defaults = fields.flatMap(({ name, defaultValue }) =>
    defaultValue === undefined ? [] : [[name, defaultValue] as const],
  );
  return { ...Object.fromEntries(defaults), ...params };
}

/** Names that can be read: every field, and each waiting block's own resume address. */
export function readableIn(flow: FlowDocument, fields: readonly KnownField[]): ReadonlySet<string> {
  return new Set([
    ...fields.map(({ name }) => name),
    ...Object.keys(flow.blocks).map((id) => `resume_url_${id}`),
  ]);
}

/** The name that was probably meant by one that nothing writes; `null` where none is near. */
export function meantBy(name: string, known: ReadonlySet<string>): string | null {
  return nearestName(name, [...known].slice(0, mostCompared)) ?? null;
}

const mostCompared = 200;

import { findBlockKind } from "../blocks/catalogue.ts";
import type { BlockDocument, FlowDocument } from "./flow-document.ts";
import { formatJson } from "./format-json.ts";

/**
 * Writes a flow file in its one canonical form, made to be reviewed in a diff: blocks in reading order from the
 * start, keys in a fixed order, what is at its default left out, positions last. Reading it gives the document again.
 */
export function writeFlow(document: FlowDocument): string {
  const { $schema, format, migrations, name, timezone, language, start, fallback } = document;
  const ids = inReadingOrder(document);
  return formatJson({
    $schema,
    format,
    migrations,
    name,
    timezone,
    language,
    start,
    fallback,
    keywords: unlessEmpty(byName(document.keywords)),
    fields: unlessEmpty(byName(document.fields)),
    blocks: Object.fromEntries(ids.map((id) => [id, writtenBlock(document.blocks[id])])),
    notes: document.notes,
    groups: document.groups && writtenGroups(document.groups, ids),
    layout: document.layout && inOrderOf(ids, document.layout),
  });
}

function writtenGroups(groups: NonNullable<FlowDocument["groups"]>, ids: readonly string[]) {
  const place = new Map(ids.map((id, index) => [id, index]));
  const placeOf = (id: string) => place.get(id) ?? ids.length;
  const written = Object.entries(byName(groups)).map(([id, { name, blocks }]) => [
    id,
    { name, blocks: blocks.toSorted((a, b) => placeOf(a) - placeOf(b)) },
  ]);
  return unlessEmpty(Object.fromEntries(written));
}

function writtenBlock(block: BlockDocument | undefined): unknown {
  if (!block) return undefined;
  const { kind: name, params, next } = block;
  const kind = findBlockKind(name);
  const read = kind?.schema.safeParse(params);
  const isKnown = kind && read?.success;
  return {
    kind: name,
    name: block.name,
    params: unlessEmpty(isKnown ? inOrderOf(keysOf(read.data), params) : params),
    next: unlessEmpty(isKnown ? inOrderOf(kind.outputs(read.data), next) : byName(next)),
  };
}

/** Follows the arrows depth first, as one would tell the story; what no arrow reaches comes after, by name. */
function inReadingOrder({ blocks, start, fallback, keywords }: FlowDocument): readonly string[] {
  const ids = Object.keys(blocks).sort();
  const leadsTo = new Map(Object.entries(blocks).map(([id, it]) => [id, followers(it)]));
  const entered = new Set([...leadsTo.values()].flat());
  const outside = ids.filter((id) => !entered.has(id));
  const waysIn = [start, fallback ?? start, ...Object.values(byName(keywords))];
  const told = new Set<string>();
  const waiting = [...waysIn, ...outside, ...ids].reverse();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const next = leadsTo.get(id);
    if (!next || told.has(id)) continue;
    told.add(id);
    waiting.push(...next.toReversed());
  }
  return [...told];
}

function followers({ kind: name, params, next }: BlockDocument): string[] {
  const kind = findBlockKind(name);
  const read = kind?.schema.safeParse(params);
  if (!kind || !read?.success) return Object.values(byName(next));
  const arrows = inOrderOf(kind.outputs(read.data), next);
  return [...Object.values(arrows), ...kind.references(read.data).blocks];
}

/** Puts an object's keys into this order; keys that are not in it follow by name. */
function inOrderOf<T>(order: readonly string[], record: { readonly [key: string]: T }) {
  const sorted = byName(record);
  const first = order.filter((key) => Object.hasOwn(record, key)).map((key) => [key, sorted[key]]);
  return { ...(Object.fromEntries(first) as { [key: string]: T }), ...sorted };
}

function byName<T>(record: { readonly [key: string]: T }): { [key: string]: T } {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function keysOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function unlessEmpty<T extends object>(record: T): T | undefined {
  return Object.keys(record).length === 0 ? undefined : record;
}

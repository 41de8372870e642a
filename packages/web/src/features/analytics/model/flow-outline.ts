import { outputWords } from "../../../flow-look/output-words.ts";
import { kindTitle } from "./block-kinds.ts";

type Loose = Readonly<Record<string, unknown>>;

/** A way out of a block. */
export interface OutlineOutput {
  readonly id: string;
  readonly label: string;
  /** The block that follows; `null`: none. */
  readonly to: string | null;
}

/** A block, as far as it is drawn and counted. */
export interface OutlineBlock {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly says: string;
  readonly outputs: readonly OutlineOutput[];
}

/** A flow without its meaning: blocks, ways between them, places. */
export interface FlowOutline {
  readonly start: string | null;
  readonly blocks: ReadonlyMap<string, OutlineBlock>;
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
}

const longestSaying = 120;

/** Reads the outline of a flow file. Anything that is not as expected is left out: an old version may be drawn as well. */
export function readOutline(flow: unknown): FlowOutline {
  const file = looseIn(flow);
  const blocks = Object.entries(looseIn(file.blocks)).map(
    ([id, block]) => [id, readBlock(id, looseIn(block))] as const,
  );
  const places = Object.entries(looseIn(file.layout)).flatMap(([id, place]) => {
    const { x, y } = looseIn(place);
    return typeof x === "number" && typeof y === "number" ? [[id, { x, y }] as const] : [];
  });
  return {
    start: typeof file.start === "string" ? file.start : null,
    blocks: new Map(blocks),
    places: new Map(places),
  };
}

/** What a block is called; one that no version has any more by its id. */
export function blockName(outline: FlowOutline, id: string): string {
  return outline.blocks.get(id)?.name ?? id;
}

function readBlock(id: string, block: Loose): OutlineBlock {
  const params = looseIn(block.params);
  const kind = textIn(block.kind);
  return {
    id,
    kind,
    name: textIn(block.name) || kindTitle(kind),
    says: saysIn(params).slice(0, longestSaying),
    outputs: readOutputs(kind, params, looseIn(block.next)),
  };
}

function saysIn(params: Loose): string {
  return textIn(params.text) || textIn(params.url) || textIn(params.formula) || textIn(params.name);
}

function readOutputs(kind: string, params: Loose, next: Loose): readonly OutlineOutput[] {
  const offered = listIn(params.options).flatMap((option) => textIn(looseIn(option).id) || []);
  const ids = new Set([...offered, ...Object.keys(next)]);
  const outputs = [...ids].map((id) => ({
    id,
    label: outputWords(kind, params, id),
    to: textIn(next[id]) || null,
  }));
  // A jump has no outputs: its parameters say where it goes on.
  const jump = kind === "jump" && params.bot === undefined ? textIn(params.block) : "";
  return jump === "" ? outputs : [{ id: "success", label: "", to: jump }];
}

function looseIn(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

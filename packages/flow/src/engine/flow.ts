import { findBlockKind } from "../blocks/catalogue.ts";
import type { Block, BlockKind } from "../blocks/kind.ts";
import type { FlowDocument } from "../document/flow-document.ts";

/** A block ready to run: its parameters checked, its templates and formulas parsed. */
export interface LoadedBlock {
  readonly kind: BlockKind<unknown, unknown>;
  readonly block: Block<unknown>;
  readonly next: { readonly [output: string]: string };
}

/** What the installation lends to the core: constants and pure functions, no doors to the outside. */
export interface Installation {
  /** The address that resumes a conversation once. Must be hard to guess and the same for the same arguments. */
  resumeUrl(conversation: number, ticket: number): string;
}

/** One version of a bot's flow, ready to run. Load it once and share it among its conversations. */
export interface Flow {
  readonly bot: number;
  readonly version: number;
  /** `null`: the channel has no bot; messages are kept for the agents. */
  readonly start: string | null;
  readonly fallback: string | null;
  /** In Unicode's composed form: some keyboards write é as one character, some as two. */
  readonly keywords: ReadonlyMap<string, string>;
  readonly blocks: ReadonlyMap<string, LoadedBlock>;
  readonly declared: ReadonlyMap<string, FlowDocument["fields"][string]>;
  /** Some block is reached by no arrow: the flow counts on being sent there from outside (Go). */
  readonly awaitsGo: boolean;
  /** Some block says by itself when a conversation is complete: it closes it, or counts a goal. */
  readonly marksCompletion: boolean;
  readonly zone: string;
  readonly language: string;
  /** Writes an instant as a day of the bot's zone, `yyyy-MM-dd`. */
  readonly day: (ms: number) => string;
  readonly installation: Installation;
}

/** The flow of a channel without a bot: everything is kept, nothing runs. */
export function restingFlow(installation: Installation): Flow {
  return {
    bot: 0,
    version: 0,
    start: null,
    fallback: null,
    keywords: new Map(),
    blocks: new Map(),
    declared: new Map(),
    awaitsGo: false,
    marksCompletion: false,
    ...{ zone: "UTC", language: "en" },
    day: dayIn("UTC"),
    installation,
  };
}

/** Prepares a checked document for running. Throws where `checkFlow` would have found an error. */
export function loadFlow(
  bot: number,
  version: number,
  document: FlowDocument,
  installation: Installation,
): Flow {
  const loading = Object.entries(document.blocks).map(([id, it]) => loadBlock(id, it));
  return {
    bot,
    version,
    start: document.start,
    fallback: document.fallback ?? null,
    keywords: new Map(
      Object.entries(document.keywords).map(([word, id]) => [word.normalize(), id]),
    ),
    blocks: new Map(loading.map(({ loaded }) => [loaded.block.id, loaded])),
    declared: new Map(Object.entries(document.fields)),
    awaitsGo: awaitsGo(document, loading),
    marksCompletion: loading.some(({ loaded }) => loaded.kind.marksCompletion === true),
    ...{ zone: document.timezone, language: document.language },
    day: dayIn(document.timezone),
    installation,
  };
}

interface Loading {
  readonly loaded: LoadedBlock;
  /** Blocks that the parameters themselves name. */
  readonly named: readonly string[];
}

function loadBlock(id: string, written: FlowDocument["blocks"][string]): Loading {
  const kind = findBlockKind(written.kind);
  if (!kind) throw new Error(`Block ${id}: there is no kind "${written.kind}".`);
  const params = kind.schema.parse(written.params);
  return {
    loaded: { kind, block: { id, prepared: kind.prepare(params) }, next: { ...written.next } },
    named: kind.references(params).blocks,
  };
}

function awaitsGo(document: FlowDocument, loading: readonly Loading[]): boolean {
  const entered = new Set([document.start, document.fallback, ...Object.values(document.keywords)]);
  for (const { loaded, named } of loading)
    for (const target of [...Object.values(loaded.next), ...named]) entered.add(target);
  return loading.some(({ loaded }) => !entered.has(loaded.block.id));
}

function dayIn(zone: string): (ms: number) => string {
  // Most flows keep to UTC, and a formatter is the dearest part of loading one.
  if (zone === "UTC") return (ms) => new Date(ms).toISOString().slice(0, 10);
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (ms) => format.format(ms);
}

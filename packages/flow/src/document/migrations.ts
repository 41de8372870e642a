import { blockKinds } from "../blocks/catalogue.ts";
import type { ParamMigration } from "../blocks/kind.ts";
import type { Value } from "../expression/value.ts";
import { isList, isRecord } from "../expression/value-kind.ts";
import { errorAt, type FlowProblem } from "./flow-problem.ts";

/** One form of the whole document to the next. */
export interface DocumentMigration {
  readonly name: string;
  migrate(document: unknown): unknown;
}

/** A kind's name and its parameters' history. */
export interface MigratedKind {
  readonly kind: string;
  readonly migrations: readonly ParamMigration[];
}

/** All history there is: the document's own first, then each kind's. */
export interface History {
  readonly document: readonly DocumentMigration[];
  readonly kinds: readonly MigratedKind[];
}

/** The document's own migrations, oldest first. None yet: format 1 has not changed. */
const documentMigrations: readonly DocumentMigration[] = [];

/** The history of this version. */
export const history: History = { document: documentMigrations, kinds: blockKinds };

/** A document in the present form, or the problem that stopped it on the way. */
export type Migrated =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly problem: FlowProblem };

/**
 * Brings a document to the present form by the migrations that it has not passed, in order, and writes down that
 * it has. What is no document at all passes unchanged: the schema says why.
 */
export function migrateDocument(input: Value, { document, kinds }: History): Migrated {
  if (!isRecord(input)) return { ok: true, document: input };
  const known = [...document, ...kinds.flatMap(({ migrations }) => migrations)];
  const passed = new Set(isList(input.migrations) ? input.migrations : []);
  const unknown = [...passed].find((name) => !known.some((it) => it.name === name));
  if (unknown !== undefined) return { ok: false, problem: fromTheFuture(unknown) };
  const isOwed = ({ name }: { readonly name: string }) => !passed.has(name);
  if (!known.some(isOwed)) return { ok: true, document: input };
  try {
    const whole = document.filter(isOwed).reduce<unknown>((it, { migrate }) => migrate(it), input);
    const migrated = migrateBlocks(whole, kinds, isOwed);
    return { ok: true, document: { ...migrated, migrations: known.map(({ name }) => name) } };
  } catch (thrown) {
    return { ok: false, problem: failed(thrown) };
  }
}

function migrateBlocks(
  document: unknown,
  kinds: readonly MigratedKind[],
  isOwed: (migration: ParamMigration) => boolean,
): object {
  if (!isObject(document)) throw new Error("A migration gave no document.");
  const blocks = document.blocks;
  if (!isObject(blocks)) return document;
  const migrated = Object.entries(blocks).map(([id, block]) => {
    if (!isObject(block)) return [id, block] as const;
    const owed = kinds.find(({ kind }) => kind === block.kind)?.migrations.filter(isOwed) ?? [];
    const params = owed.reduce((it, { migrate }) => migrate(it), block.params);
    return [id, owed.length === 0 ? block : { ...block, params }] as const;
  });
  return { ...document, blocks: Object.fromEntries(migrated) };
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fromTheFuture(name: Value): FlowProblem {
  return errorAt({
    path: ["migrations"],
    code: "future-migration",
    message: `The file has passed the migration ${JSON.stringify(name)}, which is not known here.`,
    hint: "It was written by a newer version of Parley: update this one.",
  });
}

function failed(thrown: unknown): FlowProblem {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return errorAt({
    path: [],
    code: "failed-migration",
    message: `The file could not be brought to the present form: ${reason}`,
    hint: "Open it with the version that wrote it, and correct what is reported there.",
  });
}

/**
 * The sign-in library's database, which is our store.
 *
 * Invariants
 * 1. One truth and one writer: whatever the library keeps is a record of ours, written by `Sessions.write`.
 * 2. A step of the library reads and writes with nothing of its own in between; of two who use something up, one has.
 * 3. Its times are the clock's: it reads the machine's own, and what it writes is moved by the difference.
 * 4. A query that nobody foresaw fails; it never finds too much.
 */
import { type CleanedWhere, type CustomAdapter, createAdapterFactory } from "better-auth/adapters";
import type { AccountStore } from "../../../ports/accounts.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Sessions } from "../sessions.ts";
import { LibraryModel, type LibraryRow } from "./library-rows.ts";
import { libraryTables } from "./library-tables.ts";

export interface LibraryAdapterPorts {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly sessions: Sessions;
}

/** Makes the adapter that the library is configured with. */
export function createLibraryAdapter(ports: LibraryAdapterPorts) {
  const aheadMs = () => Date.now() - ports.clock.nowMs();
  return createAdapterFactory({
    config: {
      ...{ adapterId: "parley", adapterName: "Parley", supportsNumericIds: false },
      ...{ supportsBooleans: true, supportsDates: true, supportsJSON: false, transaction: false },
      customTransformInput: ({ data }) =>
        data instanceof Date ? Math.round(data.getTime() - aheadMs()) : data,
      customTransformOutput: ({ data, fieldAttributes }) =>
        fieldAttributes.type === "date" && typeof data === "number"
          ? new Date(data + aheadMs())
          : data,
    },
    adapter: () => rowOperations(ports),
  });
}

function rowOperations({ store, clock, sessions }: LibraryAdapterPorts): CustomAdapter {
  const tables = libraryTables(store, clock);
  const tableOf = (model: string) => tables[LibraryModel.parse(model)];
  const { alone } = sessions;

  async function matching(model: string, where: readonly CleanedWhere[]): Promise<LibraryRow[]> {
    const rows = await tableOf(model).load((field) => wantedText(where, field));
    if (rows) return rows.filter((row) => where.every((clause) => holds(row, clause)));
    const fields = where.map(({ field }) => field).join(", ");
    throw new Error(`The sign-in library looked for a ${model} by ${fields || "nothing"}.`);
  }

  const change = (model: string, where: readonly CleanedWhere[], patch: PatchOf) =>
    alone(async () => {
      const rows = await matching(model, where);
      const changed = rows.map((row) => ({ ...row, ...patch(row) }));
      for (const row of changed) await write([await tableOf(model).put(row)]);
      return changed;
    });

  const remove = (model: string, where: readonly CleanedWhere[], most = Number.POSITIVE_INFINITY) =>
    alone(async () => {
      const removed: LibraryRow[] = [];
      for (const row of (await matching(model, where)).slice(0, most))
        if (await sessions.write([tableOf(model).remove(row)])) removed.push(row);
      return removed;
    });

  async function write(records: Parameters<Sessions["write"]>[0]): Promise<void> {
    if (!(await sessions.write(records))) throw new Error("A row of the sign-in library is taken.");
  }

  return {
    create: async ({ model, data }) => {
      await alone(async () => write([await tableOf(model).put(data)]));
      return data;
    },
    // Here and below: the library says what type its rows have, which only it can know.
    findOne: async <T>({ model, where }: Query) => ((await matching(model, where))[0] ?? null) as T,
    findMany: async <T>({ model, where = [], limit, sortBy }: ListQuery) =>
      sorted(await matching(model, where), sortBy).slice(0, limit) as T[],
    count: async ({ model, where = [] }) => (await matching(model, where)).length,
    update: async <T>({ model, where, update }: Query & { update: T }) =>
      ((await change(model, where, () => Object(update)))[0] ?? null) as T,
    updateMany: async ({ model, where, update }) =>
      (await change(model, where, () => update)).length,
    incrementOne: async <T>({ model, where, increment, set = {} }: Increment) =>
      ((await change(model, where, (row) => ({ ...set, ...added(row, increment) })))[0] ??
        null) as T,
    delete: async ({ model, where }) => void (await remove(model, where)),
    deleteMany: async ({ model, where }) => (await remove(model, where)).length,
    consumeOne: async <T>({ model, where }: Query) =>
      ((await remove(model, where, 1))[0] ?? null) as T,
  };
}

interface Query {
  readonly model: string;
  readonly where: CleanedWhere[];
}

interface ListQuery {
  readonly model: string;
  readonly where?: CleanedWhere[] | undefined;
  readonly limit: number;
  readonly sortBy?: { readonly field: string; readonly direction: "asc" | "desc" } | undefined;
}

interface Increment extends Query {
  readonly increment: Readonly<Record<string, number>>;
  readonly set?: LibraryRow | undefined;
}

type PatchOf = (row: LibraryRow) => LibraryRow;

function wantedText(where: readonly CleanedWhere[], field: string): string | undefined {
  const value = where.find((it) => it.field === field && it.operator === "eq")?.value;
  return typeof value === "string" ? value : undefined;
}

function holds(row: LibraryRow, { field, operator, connector, value }: CleanedWhere): boolean {
  if (connector !== "AND") throw new Error("The sign-in library asked for one thing or another.");
  const compare = comparisons.get(operator ?? "eq");
  if (!compare) throw new Error(`The sign-in library compared with ${operator}.`);
  return compare(row[field] ?? null, value);
}

type Compare = (found: unknown, wanted: unknown) => boolean;

/** As SQL compares: what is not there is neither less nor more. */
const ordered =
  (holdsFor: (found: number, wanted: number) => boolean): Compare =>
  (found, wanted) =>
    typeof found === "number" && typeof wanted === "number" && holdsFor(found, wanted);

const comparisons: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ["eq", (found, wanted) => found === wanted],
  ["ne", (found, wanted) => found !== wanted],
  ["lt", ordered((found, wanted) => found < wanted)],
  ["lte", ordered((found, wanted) => found <= wanted)],
  ["gt", ordered((found, wanted) => found > wanted)],
  ["gte", ordered((found, wanted) => found >= wanted)],
]);

function sorted(rows: LibraryRow[], sortBy: ListQuery["sortBy"]): LibraryRow[] {
  if (!sortBy) return rows;
  const sign = sortBy.direction === "asc" ? 1 : -1;
  return rows.sort((a, b) => sign * (Number(a[sortBy.field]) - Number(b[sortBy.field])));
}

const added = (row: LibraryRow, increment: Increment["increment"]): LibraryRow =>
  Object.fromEntries(
    Object.entries(increment).map(([field, delta]) => [field, Number(row[field] ?? 0) + delta]),
  );

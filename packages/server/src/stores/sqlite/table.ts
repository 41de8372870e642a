import type { Column, SqlRow, SqlValue } from "./column.ts";

/** How records of one type stand in one table. */
export interface Table<T> {
  readonly name: string;
  /** Column names in the order of `encode`, for SELECT and INSERT. */
  readonly columns: readonly string[];
  readonly encode: (record: T) => SqlValue[];
  /** Throws a `TypeError` that names the column when the row cannot be read. */
  readonly decode: (row: SqlRow) => T;
}

/** What SQL needs to know of a table. */
export type TableShape = Pick<Table<never>, "name" | "columns">;

type Columns<T> = { readonly [K in keyof T]-?: Column<T[K]> };

/** Describes a table: property `createdMs` stands in column `created_ms`. */
export function table<T extends object>(name: string, columns: Columns<T>): Table<T> {
  const parts = keysOf(columns).map((property) => ({
    property,
    column: columnName(String(property)),
    ...columns[property],
  }));
  return {
    name,
    columns: parts.map(({ column }) => column),
    encode: (record) => parts.map(({ property, write }) => write(record[property])),
    decode: (row) => {
      const record: Partial<T> = {};
      for (const { property, column, read } of parts) {
        try {
          record[property] = read(row[column]);
        } catch (error) {
          throw new TypeError(`Unreadable column ${column} in table ${name}.`, { cause: error });
        }
      }
      return record as T;
    },
  };
}

/** Writes the column list of a SELECT. */
export function columnList({ columns }: TableShape): string {
  return columns.join(", ");
}

/** Reads the row of a look-up that may find none. */
export function found<T>(row: SqlRow | undefined, { decode }: Table<T>): T | null {
  return row === undefined ? null : decode(row);
}

/** Reads the rows of a list. A row that cannot be read stops only itself: it is left out here and told by the report. */
export function readable<T>(rows: readonly SqlRow[], { decode }: Table<T>): T[] {
  return rows.flatMap((row) => {
    try {
      return [decode(row)];
    } catch {
      return [];
    }
  });
}

/** Writes an INSERT of all columns; parameters in the order of `encode`. */
export function insertSql({ name, columns }: TableShape): string {
  return `INSERT INTO ${name} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
}

/** Writes an INSERT that replaces the row of the same key. */
export function upsertSql(of: TableShape, key: string): string {
  const others = of.columns.filter((column) => column !== key);
  const changes = others.map((column) => `${column} = excluded.${column}`).join(", ");
  return `${insertSql(of)} ON CONFLICT (${key}) DO UPDATE SET ${changes}`;
}

const columnName = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const keysOf = <T extends object>(value: T): (keyof T)[] => Object.keys(value) as (keyof T)[];

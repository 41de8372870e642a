import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { CustomerFilter, CustomerRange, Store } from "../../ports/store.ts";
import { foldSearch } from "../customer-columns.ts";
import { number, type SqlValue } from "./column.ts";
import { prefixEnd } from "./prefix-end.ts";
import { columnList, readable } from "./table.ts";
import { tryRead } from "./try-read.ts";
import { conversationTable } from "./turn-tables.ts";

interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Reads pages of customers. The conditions are answered from indexes; only the rows of the page are read whole. */
export function prepareCustomers(db: DatabaseSync): Pick<Store, "customers" | "customersBetween"> {
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    customers: (filter) =>
      tryRead(() => {
        const conditions = conditionsOf(filter);
        const where = conditions.map(({ sql }) => sql).join(" AND ");
        const values = conditions.flatMap((condition) => condition.values);
        const total = prepare(`SELECT count(*) AS total FROM conversation WHERE ${where}`);
        const page = prepare(`
          SELECT ${columnList(conversationTable)} FROM conversation WHERE id IN (
            SELECT id FROM conversation WHERE ${where} ORDER BY id LIMIT ? OFFSET ?)
          ORDER BY id`);
        return {
          total: number.read(total.get(...values)?.total),
          rows: readable(page.all(...values, filter.limit, filter.offset), conversationTable),
        };
      }),
    customersBetween: (range) =>
      tryRead(() => {
        const { sql, values } = rangeQuery(range);
        const rows = prepare(sql).all(...values);
        return readable(range.beforeId === undefined ? rows : rows.reverse(), conversationTable);
      }),
  };
}

/** Walks the index of lists from where the page begins; left to itself SQLite may sort a whole channel for each page. */
function rangeQuery({
  workspaceId,
  channelId,
  afterId,
  beforeId,
  limit,
}: CustomerRange): Condition {
  const conditions: readonly Condition[] = [
    ...equal("workspace_id", workspaceId),
    ...equal("channel_id", channelId),
    ...(afterId === undefined ? [] : [{ sql: "id > ?", values: [afterId] }]),
    ...(beforeId === undefined ? [] : [{ sql: "id < ?", values: [beforeId] }]),
  ];
  return {
    sql: `
      SELECT ${columnList(conversationTable)} FROM conversation INDEXED BY conversation_list
      WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}
      ORDER BY id ${beforeId === undefined ? "ASC" : "DESC"} LIMIT ?`,
    values: [...conditions.flatMap(({ values }) => values), limit],
  };
}

function conditionsOf(filter: CustomerFilter): readonly Condition[] {
  return [
    ...equal("workspace_id", filter.workspaceId),
    ...equal("channel_id", filter.channelId),
    ...equal("agent_id", filter.agentId),
    ...equal("is_archived", asFlag(filter.isArchived)),
    ...equal("is_opted_in", asFlag(filter.isOptedIn)),
    ...(filter.search === undefined ? [] : startsWith(filter.search)),
  ];
}

const equal = (column: string, value: number | undefined): readonly Condition[] =>
  value === undefined ? [] : [{ sql: `${column} = ?`, values: [value] }];

const asFlag = (value: boolean | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);

function startsWith(search: NonNullable<CustomerFilter["search"]>): readonly Condition[] {
  const column = `${search.by}_folded`;
  const prefix = foldSearch(search);
  const end = prefixEnd(prefix);
  return [
    { sql: `${column} >= ?`, values: [prefix] },
    ...(end === null ? [] : [{ sql: `${column} < ?`, values: [end] }]),
  ];
}

import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { CustomerFilter, Store } from "../../ports/store.ts";
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
export function prepareCustomers(db: DatabaseSync): Pick<Store, "customers"> {
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
  };
}

function conditionsOf(filter: CustomerFilter): readonly Condition[] {
  return [
    { sql: "workspace_id = ?", values: [filter.workspaceId] },
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

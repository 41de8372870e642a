import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { DeliveryFilter, HookStore } from "../../ports/hooks.ts";
import { number, type SqlValue } from "./column.ts";
import { deliveryFrom, deliveryTable, selectDelivery, status } from "./delivery-tables.ts";
import { readable } from "./table.ts";
import { tryRead } from "./try-read.ts";

interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Reads pages of the log, newest first. */
export function prepareDeliveryLog(db: DatabaseSync): Pick<HookStore, "deliveries"> {
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    deliveries: (filter) =>
      tryRead(() => {
        const conditions = conditionsOf(filter);
        const where = conditions.map(({ sql }) => sql).join(" AND ");
        const values = conditions.flatMap((condition) => condition.values);
        const total = prepare(`SELECT count(*) AS total ${deliveryFrom} WHERE ${where}`);
        const page = prepare(`
          ${selectDelivery} WHERE ${where}
          ORDER BY delivery.created_ms DESC, delivery.id DESC LIMIT ? OFFSET ?`);
        return {
          total: number.read(total.get(...values)?.total),
          rows: readable(page.all(...values, filter.limit, filter.offset), deliveryTable),
        };
      }),
  };
}

function conditionsOf(filter: DeliveryFilter): readonly Condition[] {
  return [
    compare("delivery.hook_id =", filter.hookId),
    compare("delivery.conversation_id =", filter.conversationId),
    compare("delivery.run =", filter.run),
    compare("type =", filter.type),
    compare("sender =", filter.sender),
    compare("status =", filter.status === undefined ? undefined : status.write(filter.status)),
    compare("delivery.created_ms >=", filter.sinceMs),
    compare("delivery.created_ms <", filter.untilMs),
  ].flat();
}

const compare = (left: string, value: SqlValue | undefined): readonly Condition[] =>
  value === undefined ? [] : [{ sql: `${left} ?`, values: [value] }];

import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { DeliveryRecord, HookStore } from "../../ports/hooks.ts";
import { number } from "./column.ts";
import { type Cursor, type LogView, logView } from "./delivery-log-view.ts";
import { deliveryTable, selectDelivery } from "./delivery-tables.ts";
import { readable } from "./table.ts";
import { tryRead } from "./try-read.ts";

/** Looked through between two turns of the event loop: a long log holds nobody up. */
const WINDOW_ROWS = 5000;
/** Enough for anybody who turns pages; the log of a busy month is longer than a count is worth. */
export const MOST_COUNTED = 100_000;

/** What one window holds of what is asked for. */
interface Found {
  readonly count: number;
  /** Where the next window begins; `null` behind the last. */
  readonly next: Cursor | null;
}

/** Reads pages of the log, newest first, a window at a time. */
export function prepareDeliveryLog(db: DatabaseSync): Pick<HookStore, "deliveries"> {
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const count = (view: LogView, cursor: Cursor): Found => {
    const window = view.window(cursor, WINDOW_ROWS);
    const sql = `SELECT count(*) AS total FROM (${window.sql}) AS looked ${view.joins.sql}`;
    const wanted = prepare(sql).get(...window.values, ...view.joins.values)?.total;
    const last = prepare(`${window.sql} OFFSET ${WINDOW_ROWS - 1}`).get(...window.values);
    return {
      count: number.read(wanted),
      next: last === undefined ? null : [number.read(last.created_ms), number.read(last.id)],
    };
  };
  const page = (view: LogView, cursor: Cursor, skipped: number, most: number) => {
    const window = view.window(cursor, WINDOW_ROWS);
    const chosen = `SELECT looked.id FROM (${window.sql}) AS looked ${view.joins.sql}
      ORDER BY looked.created_ms DESC, looked.id DESC LIMIT ? OFFSET ?`;
    const rows = prepare(`
      ${selectDelivery} WHERE delivery.id IN (${chosen})
      ORDER BY delivery.created_ms DESC, delivery.id DESC`);
    return readable(rows.all(...window.values, ...view.joins.values, most, skipped), deliveryTable);
  };
  return {
    deliveries: async (filter) => {
      const view = logView(filter);
      const { offset, limit } = filter;
      const rows: DeliveryRecord[] = [];
      let total = 0;
      for (let cursor: Cursor | null = view.start; cursor !== null; ) {
        const from: Cursor = cursor;
        const found = await tryRead(() => count(view, from));
        const most = Math.min(offset + limit, total + found.count) - Math.max(offset, total);
        if (most > 0) {
          const skipped = Math.max(0, offset - total);
          rows.push(...(await tryRead(() => page(view, from, skipped, most))));
        }
        total += found.count;
        cursor = total >= Math.max(MOST_COUNTED, offset + limit) ? null : found.next;
        await new Promise((resolve) => setImmediate(resolve));
      }
      return { total, rows };
    },
  };
}

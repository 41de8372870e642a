import { type Row, table } from "./table.ts";

/** What one run measured, under the names that `--json` gives. */
export interface Result {
  readonly turns_per_s: number;
  readonly turns_p99_ms: number;
  readonly turns_at: readonly {
    readonly clients: number;
    readonly perSecond: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
  }[];
  readonly insert_ceiling_per_s: number;
  readonly echo_ceiling_per_s: number;
  readonly turns_vs_insert_ceiling: number;
  readonly turns_vs_insert_spread: readonly [number, number];
  readonly set_go_p50_ms: number;
  readonly set_go_p99_ms: number;
  readonly parked_conversations: number;
  readonly parked_bytes_each: number;
  readonly start_ms: number;
  /** With all of them parked. */
  readonly rss_idle_mb: number;
  /** With no conversation at all. */
  readonly rss_empty_mb: number;
  readonly idle_stream_kb: number | null;
  readonly deliveries_per_s: number;
  readonly post_ceiling_per_s: number;
  readonly deliveries_vs_post_ceiling: number;
  readonly deliveries_vs_post_spread: readonly [number, number];
  readonly hook_lag_p50_ms: number;
  readonly hook_lag_p99_ms: number;
  readonly drain_per_s: number;
}

/** Sets a result as a table, each figure beside its goal. */
export function report(result: Result): string {
  const rows: Row[] = [
    ...result.turns_at.map((at) => ({
      what: `visitor turns, ${at.clients} at once`,
      reached: `${at.perSecond}/s, p50 ${at.p50Ms} ms, p99 ${at.p99Ms} ms`,
      goal: at.clients === 64 ? "10,000/s, p99 25 ms" : "",
    })),
    {
      what: "bare node:http + one fsynced insert",
      reached: `${result.insert_ceiling_per_s}/s`,
      goal: "",
    },
    { what: "bare node:http echo", reached: `${result.echo_ceiling_per_s}/s`, goal: "" },
    {
      what: "turns against the insert, in turns (of one round)",
      reached: withSpread(result.turns_vs_insert_ceiling, result.turns_vs_insert_spread),
      goal: "0.3",
    },
    {
      what: `Set + Go until seen, ${result.parked_conversations} parked`,
      reached: `p50 ${result.set_go_p50_ms} ms, p99 ${result.set_go_p99_ms} ms`,
      goal: "p50 3 ms, p99 15 ms",
    },
    {
      what: "disk per parked conversation, entries and indexes included",
      reached: `${result.parked_bytes_each} B`,
      goal: "4,096 B + entries",
    },
    { what: "process start to ready", reached: `${result.start_ms} ms`, goal: "500 ms" },
    {
      what: `memory idle, ${result.parked_conversations} parked, and with none`,
      reached: `${result.rss_idle_mb} MB, ${result.rss_empty_mb} MB`,
      goal: "120 MB",
    },
  ];
  rows.push(...deliveryRows(result));
  if (result.idle_stream_kb !== null)
    rows.push({
      what: "memory per idle stream",
      reached: `${result.idle_stream_kb} kB`,
      goal: "12 kB",
    });
  return table(rows);
}

const withSpread = (ratio: number, [least, most]: readonly [number, number]): string =>
  `${ratio} (${least} to ${most})`;

function deliveryRows(result: Result): readonly Row[] {
  return [
    {
      what: "deliveries to one hook, signed and recorded",
      reached: `${result.deliveries_per_s}/s`,
      goal: "8,000/s",
    },
    {
      what: "bare undici POST loop, 64 at once",
      reached: `${result.post_ceiling_per_s}/s`,
      goal: "",
    },
    {
      what: "deliveries against the bare loop, in turns (of one round)",
      reached: withSpread(result.deliveries_vs_post_ceiling, result.deliveries_vs_post_spread),
      goal: "0.3",
    },
    {
      what: "from an entry's time, its commit included, to its first byte at the hook",
      reached: `p50 ${result.hook_lag_p50_ms} ms, p99 ${result.hook_lag_p99_ms} ms`,
      goal: "p99 20 ms",
    },
    { what: "deliveries after an outage", reached: `${result.drain_per_s}/s`, goal: "" },
  ];
}

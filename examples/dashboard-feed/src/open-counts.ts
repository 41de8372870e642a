import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { HookMessage } from "@parley/hook-receiver/hook-message";

/** How many messages of one type one kind of sender sent in one hour. */
export interface Count {
  /** Hours since 1970. */
  readonly hour: number;
  readonly type: string;
  readonly sender: string;
  readonly messages: number;
}

/** What was counted so far. */
export interface Counts {
  /** Counts a message, once: false when it had been counted before. On the disk when this returns. */
  add(message: HookMessage): boolean;
  /** From this hour on, in order. */
  since(hour: number): readonly Count[];
  /** How many different customers wrote something from this hour on. */
  customersSince(hour: number): number;
  close(): void;
}

/** Parley can replay what it keeps, 30 days by default: so long a message has to be known again. */
const rememberedS = 31 * 86_400;

const schema = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  create table if not exists counts (
    hour integer not null, type text not null, sender text not null, messages integer not null,
    primary key (hour, type, sender)
  ) strict, without rowid;
  create table if not exists events (event_id text primary key, at integer not null) strict, without rowid;
  create index if not exists events_by_time on events (at);
  create table if not exists writers (
    hour integer not null, customer_id integer not null, primary key (hour, customer_id)
  ) strict, without rowid;`;

/** Opens the counts in a folder, or begins to count there. */
export function openCounts(folder: string): Counts {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(folder, "counts.db"));
  database.exec(schema);
  const remember = database.prepare("insert or ignore into events values (?, ?)");
  const forget = database.prepare("delete from events where at < ?");
  const count = database.prepare(
    "insert into counts values (?, ?, ?, 1) on conflict do update set messages = messages + 1",
  );
  const note = database.prepare("insert or ignore into writers values (?, ?)");
  const read = database.prepare(
    "select hour, type, sender, messages from counts where hour >= ? order by hour, type, sender",
  );
  const readWriters = database.prepare(
    "select count(distinct customer_id) as customers from writers where hour >= ?",
  );

  function addOnce(message: HookMessage): boolean {
    const hour = hourOf(message.timestamp);
    const { changes } = remember.run(message.event_id, Math.floor(message.timestamp));
    if (changes === 0) return false;
    count.run(hour, message.type, message.sender.type);
    if (message.sender.type === "customer") note.run(hour, message.customer.id);
    forget.run(Math.floor(message.timestamp) - rememberedS);
    return true;
  }

  return {
    add(message) {
      database.exec("begin immediate");
      try {
        const isNew = addOnce(message);
        database.exec("commit");
        return isNew;
      } catch (error) {
        database.exec("rollback");
        throw error;
      }
    },
    since: (hour) =>
      read.all(hour).map((row) => ({
        hour: Number(row.hour),
        type: String(row.type),
        sender: String(row.sender),
        messages: Number(row.messages),
      })),
    customersSince: (hour) => Number(readWriters.get(hour)?.customers),
    close: () => database.close(),
  };
}

/** The hour that a moment belongs to, both since 1970. */
export const hourOf = (seconds: number): number => Math.floor(seconds / 3600);

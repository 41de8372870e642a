import type { HookMessage } from "@parley/hook-receiver/hook-message";
import type { Pool } from "pg";

const insert = `
  insert into parley_messages
    (event_id, channel_id, customer_id, seq, said_at, type, sender, sender_name, body, message)
  values ($1, $2, $3, $4, to_timestamp($5), $6, $7, $8, $9, $10)
  on conflict (event_id) do nothing`;

/** Writes a message down. Resolves when it is committed, also when it had been before. */
export async function keepMessage(pool: Pick<Pool, "query">, message: HookMessage): Promise<void> {
  const kept = storable(message);
  const { event_id: eventId, seq, type, timestamp, sender, customer, channel } = kept;
  // A statement alone is a transaction of its own: its answer comes after the commit.
  await pool.query(insert, [
    ...[eventId, channel.id, customer.id, seq, timestamp, type],
    ...[sender.type, sender.name, wordsOf(kept), JSON.stringify(kept)],
  ]);
}

/** What a person would read. */
function wordsOf({ data }: HookMessage): string {
  const words = [data.body, data.title, data.caption, data.address, data.action, data.url];
  return String(words.find((it) => typeof it === "string" && it !== "") ?? "");
}

/** The same without what PostgreSQL has no place for: the character 0, and halves of characters. */
function storable(message: HookMessage): HookMessage {
  return JSON.parse(JSON.stringify(message), (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value,
  );
}

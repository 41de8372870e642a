import { DatabaseSync } from "node:sqlite";
import type { StoredDelivery } from "./hooks/hook-run.ts";
import type { SeenEntry } from "./snapshot.ts";

/** What is left in a database after a fault, read by nobody's code but this. */
export interface SeenDatabase {
  readonly entries: readonly SeenEntry[];
  /** Tasks still owed. */
  readonly tasks: readonly { readonly conversationId: number; readonly kind: string }[];
  /** What hooks were owed as it happened; resends and replays are not among it. */
  readonly deliveries: readonly StoredDelivery[];
  /** What SQLite and plain queries find wrong; empty when nothing is. */
  readonly faults: readonly string[];
}

/** Queries that must find nothing, written against the tables alone. */
const mustBeEmpty: { readonly [fault: string]: string } = {
  "gap or repeat in seq":
    "SELECT conversation_id FROM entry GROUP BY 1 HAVING min(seq) <> 1 OR max(seq) <> count(*)",
  "last seq differs from the conversation's":
    "SELECT id FROM conversation c WHERE seq <> ifnull((SELECT max(seq) FROM entry WHERE conversation_id = c.id), 0)",
  "repeated client id":
    "SELECT client_id FROM entry WHERE client_id IS NOT NULL GROUP BY conversation_id, client_id HAVING count(*) > 1",
  "rows without their conversation":
    "SELECT conversation_id FROM (SELECT conversation_id FROM entry UNION SELECT conversation_id FROM task UNION SELECT conversation_id FROM trace) WHERE conversation_id NOT IN (SELECT id FROM conversation)",
  "conversation on a version that is missing":
    "SELECT id FROM conversation WHERE state ->> '$.version' > 0 AND NOT EXISTS (SELECT 1 FROM bot_version WHERE bot_id = state ->> '$.bot' AND version = state ->> '$.version')",
};

/** Opens the file for reading and writing, so that recovery runs, and reads all of it. Never throws. */
export function readDatabase(file: string): SeenDatabase {
  try {
    const db = new DatabaseSync(file);
    try {
      const rows = { entries: readEntries(db), tasks: readTasks(db), faults: readFaults(db) };
      return { ...rows, deliveries: readDeliveries(db) };
    } finally {
      db.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      entries: [],
      tasks: [],
      deliveries: [],
      faults: [`the database cannot be read: ${reason}`],
    };
  }
}

/** How many tasks are owed now, in a database that is in use. */
export function countTasks(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  try {
    return Number(db.prepare("SELECT count(*) AS tasks FROM task").get()?.tasks);
  } finally {
    db.close();
  }
}

/** What hooks are owed now, in a database that is in use. */
export function readOpenDeliveries(
  file: string,
): readonly { readonly hookId: number; readonly sender: string; readonly eventId: string }[] {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  try {
    const sql =
      "SELECT d.hook_id, r.sender, r.event_id FROM delivery d JOIN rendering r ON r.id = d.rendering_id WHERE d.status < 2";
    const rows = db.prepare(sql).all();
    return rows.map((row) => ({
      hookId: Number(row.hook_id),
      sender: String(row.sender),
      eventId: String(row.event_id),
    }));
  } finally {
    db.close();
  }
}

/** How many entries there are now, in a database that is in use. */
export function countEntries(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  try {
    return Number(db.prepare("SELECT count(*) AS entries FROM entry").get()?.entries);
  } finally {
    db.close();
  }
}

function readFaults(db: DatabaseSync): readonly string[] {
  const pages = db
    .prepare("PRAGMA integrity_check")
    .all()
    .map((row) => `integrity: ${String(row.integrity_check)}`)
    .filter((fault) => fault !== "integrity: ok");
  const references = db.prepare("PRAGMA foreign_key_check").all();
  const rows = Object.entries(mustBeEmpty).flatMap(([fault, sql]) => {
    const found = db.prepare(sql).all();
    return found.length === 0 ? [] : [`${fault}: ${JSON.stringify(found.slice(0, 3))}`];
  });
  return [...pages, ...references.map((row) => `foreign key: ${JSON.stringify(row)}`), ...rows];
}

function readEntries(db: DatabaseSync): readonly SeenEntry[] {
  const rows = db.prepare("SELECT * FROM entry ORDER BY conversation_id, seq").all();
  return rows.map((row) => {
    const entry = JSON.parse(String(row.entry)) as {
      readonly author: { readonly kind: string };
      readonly message?: { readonly text?: string };
      readonly action?: string;
    };
    return {
      conversationId: Number(row.conversation_id),
      seq: Number(row.seq),
      uuid: String(row.uuid),
      atUs: Number(row.at_us),
      author: entry.author.kind,
      text: entry.message?.text ?? entry.action ?? "",
      clientId: row.client_id === null ? null : String(row.client_id),
    };
  });
}

function readTasks(db: DatabaseSync): SeenDatabase["tasks"] {
  const rows = db.prepare("SELECT conversation_id, kind FROM task").all();
  return rows.map((row) => ({
    conversationId: Number(row.conversation_id),
    kind: String(row.kind),
  }));
}

const statuses = ["pending", "failed", "ok", "dead"] as const;

function readDeliveries(db: DatabaseSync): readonly StoredDelivery[] {
  const sql =
    "SELECT d.*, r.event_id, r.body FROM delivery d JOIN rendering r ON r.id = d.rendering_id WHERE d.run = 0";
  const rows = db.prepare(sql).all();
  return rows.map((row) => ({
    hookId: Number(row.hook_id),
    conversationId: Number(row.conversation_id),
    seq: Number(row.seq),
    status: statuses[Number(row.status)] ?? "pending",
    isReleased: row.is_released === 1,
    eventId: String(row.event_id),
    body: String(row.body),
  }));
}

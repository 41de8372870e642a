import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../ports/clock.ts";
import type { Store, StoreSettings } from "../../ports/store.ts";
import { StoreFailure } from "../../ports/store-failure.ts";
import { checkCommit } from "../check-commit.ts";
import { analyticsWrites } from "./analytics-writes.ts";
import { readAudit } from "./audit-table.ts";
import { number, oneOf } from "./column.ts";
import { encodeCommit } from "./encode-commit.ts";
import { hookWrites } from "./hook-writes.ts";
import { migrate, readMigrations, requireNewest, schemaVersion } from "./migrate.ts";
import { openForReading, openForWriting, writerPragmas } from "./open-database.ts";
import { readAccounts } from "./read-accounts.ts";
import { readAnalytics } from "./read-analytics.ts";
import { readHooks } from "./read-hooks.ts";
import { readRecords } from "./read-records.ts";
import { readTurns } from "./read-turns.ts";
import { copyAside, inspectAside } from "./run-aside.ts";
import { failureOf, noteFailure } from "./sqlite-failure.ts";
import { checkSqliteVersion } from "./sqlite-version.ts";
import { readable } from "./table.ts";
import type { Tape } from "./tape.ts";
import { tryRead } from "./try-read.ts";
import { claimedTaskTable } from "./turn-tables.ts";
import { openWriteQueue, type WriteQueue } from "./write-queue.ts";

export interface SqliteStoreOptions {
  readonly file: string;
  readonly clock: Clock;
  /** Refuse a database of another schema, in place of creating it or bringing it up to date. */
  readonly isAsItIs?: boolean;
  /** The file was created (from 0) or brought up to date. */
  readonly onMigrated?: (schema: { readonly from: number; readonly to: number }) => void;
}

const MOST_WAITING = 10_000;
const PRUNE_STEP = 500;

const commitResult = oneOf(["committed", "conflict", "lost-lease", "answered-before"]);

/**
 * Opens the embedded store: one file, one thread that writes it, reads on the calling thread. Creates the file and
 * brings an older one up to date. Throws a `StoreFailure` when SQLite or the file is not fit to hold what others entrust.
 */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const { file, clock } = options;
  checkSqliteVersion(process.versions.sqlite);
  prepareFile(options);
  const db = openForReading(file);
  const listeners = new Set<() => void>();
  const queue = openWriteQueue({
    file,
    mostWaiting: MOST_WAITING,
    onForeignWrite: () => {
      for (const listen of listeners) {
        listen();
      }
    },
  });
  return {
    ...readTurns(db),
    ...readRecords(db),
    ...readAccounts(db),
    ...readAudit(db),
    ...writes(queue, clock),
    ...readHooks(db),
    ...hookWrites(db, queue),
    ...readAnalytics(db),
    ...analyticsWrites(queue),
    onForeignWrite: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    backup: (to) => copyAside(file, to),
    settings: () => tryRead(() => settingsOf(db)),
    report: async () => ({ ...settingsOf(db), ...(await inspectAside(file)) }),
    close: () => close(queue, db),
  };
}

function prepareFile({ file, isAsItIs = false, onMigrated }: SqliteStoreOptions): void {
  try {
    const db = openForWriting(file);
    try {
      const from = schemaVersion(db);
      const prepare = isAsItIs ? requireNewest : migrate;
      prepare(db, readMigrations());
      const to = schemaVersion(db);
      if (to !== from) onMigrated?.({ from, to });
    } finally {
      db.close();
    }
  } catch (error) {
    throw error instanceof StoreFailure ? error : failureOf(noteFailure(error));
  }
}

type Writes = Pick<
  Store,
  "commit" | "reserveIds" | "claimTasks" | "releaseTasks" | "postponeTask" | "prune"
>;

function writes({ send }: WriteQueue, clock: Clock): Writes {
  return {
    commit: (commit) => {
      try {
        checkCommit(commit);
      } catch (error) {
        return Promise.reject(error);
      }
      return send({
        name: "commit",
        encode: (tape) => encodeCommit(tape, commit),
        read: commitResult.read,
        isErasing: commit.records?.some(({ kind }) => kind === "erase-conversation") ?? false,
      });
    },
    reserveIds: (kind, count) =>
      send({ name: "reserve-ids", encode: (tape) => tape.push(kind, count), read: number.read }),
    claimTasks: (limit, leaseMs, room) =>
      send({
        name: "claim-tasks",
        encode: (tape) => {
          const nowMs = clock.nowMs();
          tape.push(nowMs, limit, nowMs + leaseMs, room?.others ?? limit, room?.hosts.size ?? 0);
          for (const [host, places] of room?.hosts ?? []) tape.push(host, places);
        },
        read: (rows) => readable(Array.isArray(rows) ? rows : [], claimedTaskTable),
      }),
    releaseTasks: () => send({ name: "release-tasks", encode: () => {}, read: number.read }),
    postponeTask: ({ conversationId, key, epoch }, dueMs, payload) =>
      send({
        name: "postpone-task",
        encode: (tape) => {
          const kept = payload === undefined ? null : JSON.stringify(payload);
          tape.push(conversationId, key, epoch, dueMs, kept);
        },
        read: (changes) => number.read(changes) === 1,
      }),
    prune: async ({ answersMs, tracesMs, deliveriesMs }) => {
      const answers = await pruneBySteps(send, "prune-answers", answersMs);
      const traces = await pruneBySteps(send, "prune-traces", tracesMs * 1000);
      const requests = await pruneBySteps(send, "prune-requests", tracesMs);
      const deliveries = await pruneBySteps(send, "prune-deliveries", deliveriesMs);
      return { answers, traces, requests, deliveries };
    },
  };
}

async function pruneBySteps(
  send: WriteQueue["send"],
  name: "prune-answers" | "prune-traces" | "prune-requests" | "prune-deliveries",
  before: number,
): Promise<number> {
  const encode = (tape: Tape) => tape.push(before, PRUNE_STEP);
  for (let gone = 0; ; ) {
    const step = await send({ name, encode, read: number.read });
    gone += step;
    // Commits that came meanwhile go with the next step.
    if (step < PRUNE_STEP) return gone;
  }
}

/** The writer checks that its connection has these settings before it writes. */
const settingsOf = (db: DatabaseSync): StoreSettings => ({
  engine: "sqlite",
  version: process.versions.sqlite ?? "unknown",
  settings: writerPragmas,
  schema: schemaVersion(db),
});

async function close(queue: WriteQueue, db: DatabaseSync): Promise<void> {
  await queue.close();
  if (db.isOpen) {
    db.close();
  }
}

import type { DatabaseSync } from "node:sqlite";
import { StoreBroken } from "../../ports/store-failure.ts";
import { applyBatch, type Batch, type Outcome } from "./apply-batch.ts";
import { type ApplyCommand, prepareCommands } from "./apply-command.ts";
import { integrityFaults, openForWriting } from "./open-database.ts";
import { type FailureNote, noteFailure } from "./sqlite-failure.ts";

/** The one connection that writes. */
export interface Writer {
  /** Carries out a batch. Never throws: what failed is in the outcomes. */
  readonly apply: (batch: Batch) => Outcome[];
  /** Whether another connection has written since the last call. */
  readonly noticesForeignWrite: () => boolean;
  /** Moves the log into the file, once it is long or at once; to be called when all are answered. */
  readonly tidy: (isAtOnce: boolean) => void;
  readonly close: () => void;
}

interface Connection {
  readonly db: DatabaseSync;
  readonly apply: ApplyCommand;
  readonly dataVersion: () => unknown;
  /** Pages in the log that are not in the file yet. */
  readonly pagesToMove: () => number;
}

const REOPEN_AFTER_MS = 1000;
const LONG_LOG_PAGES = 4000;

/**
 * Opens the writer. After a failed write or fsync it fail-stops: nothing more is written until the file was closed,
 * opened again, brought up to date with its log and checked from end to end.
 */
export function openWriter(file: string): Writer {
  let connection: Connection | null = connect(file);
  let seenVersion = connection.dataVersion();
  let reopenMs = 0;

  const connected = (): Connection => {
    if (connection === null) {
      if (Date.now() < reopenMs) {
        throw new StoreBroken("The database failed; its file has not been checked yet.");
      }
      reopenMs = Date.now() + REOPEN_AFTER_MS;
      connection = connectAndCheck(file);
    }
    return connection;
  };
  const failStop = (error: unknown): FailureNote => {
    const failure = noteFailure(error);
    if (failure.code === "full" && connection !== null) shortenLog(connection.db);
    if (failure.code === "broken" && connection !== null) {
      closeQuietly(connection.db);
      connection = null;
      reopenMs = Date.now() + REOPEN_AFTER_MS;
    }
    return failure;
  };
  return {
    apply: (batch) => {
      try {
        const { db, apply } = connected();
        return applyBatch(db, apply, batch);
      } catch (error) {
        const failure = failStop(error);
        return batch.starts.map(() => ({ failure }));
      }
    },
    noticesForeignWrite: () => {
      const before = seenVersion;
      seenVersion = connection?.dataVersion() ?? before;
      return seenVersion !== before;
    },
    tidy: (isAtOnce) => {
      try {
        tidy(connection, isAtOnce);
      } catch (error) {
        failStop(error);
      }
    },
    close: () => {
      connection?.db.close();
      connection = null;
    },
  };
}

function connect(file: string): Connection {
  const db = openForWriting(file);
  const dataVersion = db.prepare("PRAGMA data_version");
  const log = db.prepare("PRAGMA wal_checkpoint(NOOP)");
  return {
    db,
    apply: prepareCommands(db),
    dataVersion: () => dataVersion.get()?.data_version,
    pagesToMove: () => {
      const found = log.get();
      return Number(found?.log) - Number(found?.checkpointed);
    },
  };
}

/** What is in the log after a failed fsync may never have reached the disk: it is written anew before it counts. */
function connectAndCheck(file: string): Connection {
  const connection = connect(file);
  try {
    connection.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const faults = integrityFaults(connection.db);
    if (faults.length > 0) {
      throw new StoreBroken(`The database is damaged: ${faults.slice(0, 3).join("; ")}`);
    }
    return connection;
  } catch (error) {
    closeQuietly(connection.db);
    throw error;
  }
}

function tidy(connection: Connection | null, isAtOnce: boolean): void {
  if (isAtOnce) {
    connection?.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } else if (connection !== null && connection.pagesToMove() > LONG_LOG_PAGES) {
    connection.db.exec("PRAGMA wal_checkpoint(PASSIVE)");
  }
}

/** A full disk gets back what the log takes: without that, a small one would stay full when others have made room. */
function shortenLog(db: DatabaseSync): void {
  try {
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // Not even room to move the log: the next write tries again.
  }
}

/** Closing flushes too: on a disk that fails it fails, and there is nothing left to lose. */
function closeQuietly(db: DatabaseSync): void {
  try {
    db.close();
  } catch {
    // Reported already by the failure that led here.
  }
}

import type { DatabaseSync } from "node:sqlite";
import { StoreBroken } from "../../ports/store-failure.ts";
import { applyBatches, type Batch, type Outcome } from "./apply-batch.ts";
import { type ApplyCommand, prepareCommands } from "./apply-command.ts";
import { integrityFaults } from "./integrity.ts";
import { openForWriting, writerPragmas } from "./open-database.ts";
import { type FailureNote, noteFailure } from "./sqlite-failure.ts";

/** The one connection that writes. */
export interface Writer {
  /** Carries out batches as one, and gives the outcomes of all their commands in order. Never throws: what failed is in them. */
  readonly apply: (batches: readonly Batch[]) => Outcome[];
  /** Whether another connection has written since the last call. Never throws: a failed look fail-stops. */
  readonly noticesForeignWrite: () => boolean;
  /** Moves the log into the file, once it is long or, after an erasure, at once; to be called when all are answered. */
  readonly tidy: (isErasing: boolean) => void;
  /** Tries again to take what was erased out of the log, where a reader has prevented it. To be called now and then. */
  readonly retryErasure: () => void;
  readonly close: () => void;
}

interface Connection {
  readonly db: DatabaseSync;
  readonly apply: ApplyCommand;
  readonly dataVersion: () => unknown;
  /** What is in the log and not in the file yet. */
  readonly bytesToMove: () => number;
}

const REOPEN_AFTER_MS = 1000;
const LONG_LOG_BYTES = 16 * 1024 * 1024;
/** Asking how long the log is takes as long as writing a small turn. */
const TIDIED_EVERY = 8;

/**
 * Opens the writer. After a failed write or fsync it fail-stops: nothing more is written until the file was closed,
 * opened again, brought up to date with its log and checked from end to end.
 */
export function openWriter(file: string): Writer {
  let connection: Connection | null = connect(file);
  let seenVersion: unknown = connection.dataVersion();
  // By a clock that nobody sets: set back, the other one would keep the store closed.
  let reopenMs = 0;
  let sinceTidy = 0;
  // A process that ended before its log was emptied may have left erased words in it.
  let isErasurePending = true;

  const connected = (): Connection => {
    if (connection === null) {
      if (performance.now() < reopenMs) {
        throw new StoreBroken("The database failed; its file has not been checked yet.");
      }
      reopenMs = performance.now() + REOPEN_AFTER_MS;
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
      // Versions of two connections do not compare: what the next one shows first counts as a foreign write.
      seenVersion = null;
      reopenMs = performance.now() + REOPEN_AFTER_MS;
    }
    return failure;
  };
  const guarded = (work: (open: Connection) => void): void => {
    try {
      if (connection !== null) work(connection);
    } catch (error) {
      failStop(error);
    }
  };
  const finishErasure = () =>
    guarded(({ db }) => {
      isErasurePending = isErasurePending && !emptyLog(db);
    });
  return {
    apply: (batches) => {
      try {
        const { db, apply } = connected();
        return applyBatches(db, apply, batches);
      } catch (error) {
        const failure = failStop(error);
        return batches.flatMap(({ starts }) => starts.map(() => ({ failure })));
      }
    },
    noticesForeignWrite: () => {
      let isForeign = false;
      guarded(({ dataVersion }) => {
        const version = dataVersion();
        isForeign = version !== seenVersion;
        seenVersion = version;
      });
      return isForeign;
    },
    tidy: (isErasing) => {
      isErasurePending ||= isErasing;
      sinceTidy = (sinceTidy + 1) % TIDIED_EVERY;
      if (isErasing) finishErasure();
      else if (sinceTidy === 0) guarded(shortenLongLog);
    },
    retryErasure: finishErasure,
    close: () => {
      // Who copies the file of a stopped server has all of it.
      if (connection !== null) shortenLog(connection.db);
      connection?.db.close();
      connection = null;
    },
  };
}

function connect(file: string): Connection {
  const db = openForWriting(file);
  const dataVersion = db.prepare("PRAGMA data_version");
  const log = db.prepare("PRAGMA wal_checkpoint(NOOP)");
  const pageBytes = Number(db.prepare("PRAGMA page_size").get()?.page_size);
  return {
    db,
    apply: prepareCommands(db),
    dataVersion: () => dataVersion.get()?.data_version,
    bytesToMove: () => {
      const found = log.get();
      return (Number(found?.log) - Number(found?.checkpointed)) * pageBytes;
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

function shortenLongLog({ db, bytesToMove }: Connection): void {
  if (bytesToMove() > LONG_LOG_BYTES) db.exec("PRAGMA wal_checkpoint(PASSIVE)");
}

/** Moves the whole log into the file and cuts it to nothing; `false` when a reader is in the way. Waits for nobody. */
function emptyLog(db: DatabaseSync): boolean {
  db.exec("PRAGMA busy_timeout = 0");
  try {
    return db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy === 0;
  } finally {
    db.exec(`PRAGMA busy_timeout = ${writerPragmas.busy_timeout}`);
  }
}

/**
 * Empties the log, where that can be done: a full disk gets back what it takes (without that, a small one would stay
 * full when others have made room), and a stopped server leaves nothing in it.
 */
function shortenLog(db: DatabaseSync): void {
  try {
    emptyLog(db);
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

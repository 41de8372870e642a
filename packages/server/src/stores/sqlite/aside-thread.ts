import type { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { number } from "./column.ts";
import { copyDatabase } from "./copy-database.ts";
import { integrityFaults } from "./integrity.ts";
import { openForReading } from "./open-database.ts";
import { soundnessFaults } from "./soundness.ts";
import { noteFailure } from "./sqlite-failure.ts";

/** Long reading that neither the event loop nor the writer waits for. `copyTo`: copy instead of inspecting. */
export interface AsideJob {
  readonly file: string;
  readonly copyTo?: string;
}

/** What an inspection finds. */
export interface Inspection {
  readonly faults: readonly string[];
  readonly conversations: number;
  readonly entries: number;
  readonly tasks: number;
}

function inspect(db: DatabaseSync): Inspection {
  const faults = [...integrityFaults(db), ...soundnessFaults(db)];
  const count = (table: string): number => {
    try {
      return number.read(db.prepare(`SELECT count(*) AS total FROM ${table}`).get()?.total);
    } catch (error) {
      // What is known already is worth more than the number.
      faults.push(`rows of ${table}: cannot be counted (${noteFailure(error).message})`);
      return 0;
    }
  };
  const counts = { conversations: count("conversation"), entries: count("entry") };
  return { ...counts, tasks: count("task"), faults };
}

if (parentPort !== null) {
  const job: AsideJob = workerData;
  const db = openForReading(job.file);
  if (job.copyTo === undefined) {
    parentPort.postMessage(inspect(db));
  } else {
    copyDatabase(db, job.copyTo);
  }
  db.close();
}

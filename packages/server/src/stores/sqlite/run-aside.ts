import { Worker } from "node:worker_threads";
import type { AsideJob, Inspection } from "./aside-thread.ts";

/** Inspects a database in a thread of its own. */
export async function inspectAside(file: string): Promise<Inspection> {
  const inspection = await runAside({ file });
  if (inspection === null) {
    throw new Error("The inspection ended without a result.");
  }
  return inspection;
}

/** Copies a database in a thread of its own. */
export async function copyAside(file: string, copyTo: string): Promise<void> {
  await runAside({ file, copyTo });
}

function runAside(workerData: AsideJob): Promise<Inspection | null> {
  return new Promise((resolve, reject) => {
    let result: Inspection | null = null;
    const worker = new Worker(new URL("./aside-thread.ts", import.meta.url), {
      workerData,
      execArgv: [],
    });
    worker.once("message", (inspection: Inspection) => {
      result = inspection;
    });
    worker.once("error", reject);
    worker.once("exit", () => resolve(result));
  });
}

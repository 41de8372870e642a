import { parentPort, workerData } from "node:worker_threads";
import type { Batch, Outcome } from "./apply-batch.ts";
import { openWriter } from "./writer.ts";

/** What the main thread sends: a batch, or the wish to end. */
export type ToWriter = Batch | "close";

/** What it hears: the outcomes of the oldest batch, or nothing but that another process has written. */
export interface FromWriter {
  readonly outcomes: readonly Outcome[] | null;
  readonly isForeignWrite: boolean;
}

const LOOK_EVERY_MS = 200;

/** The thread that owns the writing connection. */
function serve(port: NonNullable<typeof parentPort>, file: string): void {
  const writer = openWriter(file);
  const answer = (message: FromWriter) => port.postMessage(message);
  const look = setInterval(() => {
    if (writer.noticesForeignWrite()) {
      answer({ outcomes: null, isForeignWrite: true });
    }
    writer.retryErasure();
  }, LOOK_EVERY_MS);
  port.on("message", (message: ToWriter) => {
    if (message === "close") {
      clearInterval(look);
      writer.close();
      port.close();
      return;
    }
    const isForeignWrite = writer.noticesForeignWrite();
    answer({ outcomes: writer.apply(message), isForeignWrite });
    writer.tidy(message.isErasing);
  });
}

if (parentPort !== null) {
  serve(parentPort, String(workerData));
}

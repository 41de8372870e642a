import {
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  workerData,
} from "node:worker_threads";
import type { Batch, Outcome } from "./apply-batch.ts";
import { openWriter } from "./writer.ts";

/** What the main thread sends: a batch, or the wish to end. */
export type ToWriter = Batch | "close";

/** What it hears: the outcomes of the oldest batches, or nothing but that another process has written. */
export interface FromWriter {
  readonly outcomes: readonly Outcome[] | null;
  readonly isForeignWrite: boolean;
}

const LOOK_EVERY_MS = 200;
/** Enough to share one fsync; more would only keep the first ones waiting. */
const MOST_AT_ONCE = 512;

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
  port.on("message", (first: ToWriter) => {
    const { batches, isLast } = takeWaiting(port, first);
    if (batches.length > 0) {
      const outcomes = writer.apply(batches);
      // Asked afterwards: one that opened the file again may have found what was never answered, and stands behind it.
      answer({ outcomes, isForeignWrite: writer.noticesForeignWrite() });
      writer.tidy(batches.some(({ isErasing }) => isErasing));
    }
    if (isLast) {
      clearInterval(look);
      writer.close();
      port.close();
    }
  });
}

/** What has come while the last fsync ran goes with the next one; so it grows with the load, and nobody waits for more to come. */
function takeWaiting(port: MessagePort, first: ToWriter): { batches: Batch[]; isLast: boolean } {
  const batches: Batch[] = [];
  let size = 0;
  for (let message: ToWriter | undefined = first; message !== undefined; ) {
    if (message === "close") {
      return { batches, isLast: true };
    }
    batches.push(message);
    size += message.starts.length;
    message = size < MOST_AT_ONCE ? receiveMessageOnPort(port)?.message : undefined;
  }
  return { batches, isLast: false };
}

if (parentPort !== null) {
  serve(parentPort, String(workerData));
}

import { StoreBroken, StoreBusy } from "../../ports/store-failure.ts";
import { openSentBatches } from "./sent-batches.ts";
import { type Command, openWriteBatch } from "./write-batch.ts";
import { startWriterWorker } from "./writer-worker.ts";

/** Commands on their way to the writer. What comes while it is busy shares its next transaction and fsync. */
export interface WriteQueue {
  /** Answers when the command is on the disk. Rejects with `StoreBusy` when too many wait. */
  readonly send: <T>(command: Command<T>) => Promise<T>;
  /** Takes no more, finishes what waits, and ends the thread. */
  readonly close: () => Promise<void>;
}

export interface WriteQueueOptions {
  readonly file: string;
  readonly mostWaiting: number;
  readonly onForeignWrite: () => void;
}

/** One that is written and some that wait there: the writer takes all of them at once, and never waits for this thread. */
const MOST_SENT = 3;
/** So many go at once, in the middle of whatever this thread does: else the two would work by turns, each waiting for the other. */
const FULL_SIZE = 16;

/** Starts the writer's thread and the queue before it. */
export function openWriteQueue(options: WriteQueueOptions): WriteQueue {
  let next = openWriteBatch();
  const sent = openSentBatches();
  let isScheduled = false;
  let ended: StoreBroken | null = null;
  let closed: Promise<void> | null = null;

  const send = () => {
    if (next.size() > 0) {
      worker.post(next.message());
      sent.add(next);
      next = openWriteBatch();
    }
  };
  const flush = () => {
    if (sent.batches() < MOST_SENT && ended === null) {
      send();
    }
  };
  const schedule = () => {
    if (!isScheduled) {
      isScheduled = true;
      // At the end of this turn of the event loop: whatever it still brings goes along.
      setImmediate(() => {
        isScheduled = false;
        flush();
      });
    }
  };
  const end = (error: StoreBroken) => {
    ended ??= error;
    sent.fail(ended);
    next.fail(ended);
    next = openWriteBatch();
  };
  const worker = startWriterWorker({
    file: options.file,
    onAnswer: ({ outcomes, isForeignWrite }) => {
      if (isForeignWrite) {
        options.onForeignWrite();
      }
      if (outcomes !== null) {
        sent.settle(outcomes);
        flush();
      }
    },
    onEnd: end,
    onBegunAgain: () => {
      ended = null;
      // What failed with the thread before it may be stored all the same.
      options.onForeignWrite();
    },
  });

  return {
    send: (command) => {
      if (ended !== null || closed !== null) {
        return Promise.reject(ended ?? new StoreBroken("The store is closed."));
      }
      if (next.size() + sent.commands() >= options.mostWaiting) {
        return Promise.reject(new StoreBusy(`${options.mostWaiting} commits wait already.`));
      }
      const answered = next.add(command);
      if (next.size() >= FULL_SIZE) flush();
      else schedule();
      return answered;
    },
    close: () => {
      if (closed === null) {
        send();
        closed = worker.close();
      }
      return closed;
    },
  };
}

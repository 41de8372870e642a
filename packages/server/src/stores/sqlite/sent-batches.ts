import type { Outcome } from "./apply-batch.ts";
import type { WriteBatch } from "./write-batch.ts";

/** Batches that the writer has not answered yet, in the order in which they were sent. */
export interface SentBatches {
  readonly batches: () => number;
  readonly commands: () => number;
  readonly add: (batch: WriteBatch) => void;
  /** Answers the oldest of them: the outcomes of any number of whole batches, in order. */
  readonly settle: (outcomes: readonly Outcome[]) => void;
  readonly fail: (error: Error) => void;
}

export function openSentBatches(): SentBatches {
  let sent: WriteBatch[] = [];
  let commands = 0;
  return {
    batches: () => sent.length,
    commands: () => commands,
    add: (batch) => {
      sent.push(batch);
      commands += batch.size();
    },
    settle: (outcomes) => {
      commands -= outcomes.length;
      for (let settled = 0; settled < outcomes.length; ) {
        const batch = sent.shift();
        if (batch === undefined) {
          return;
        }
        batch.settle(outcomes.slice(settled, settled + batch.size()));
        settled += batch.size();
      }
    },
    fail: (error) => {
      const failed = sent;
      sent = [];
      commands = 0;
      for (const batch of failed) {
        batch.fail(error);
      }
    },
  };
}

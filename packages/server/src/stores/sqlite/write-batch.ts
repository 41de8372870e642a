import type { Batch, Outcome } from "./apply-batch.ts";
import type { CommandName } from "./apply-command.ts";
import { packTape } from "./packed-tape.ts";
import { failureOf } from "./sqlite-failure.ts";
import type { Tape } from "./tape.ts";

/** What the writer is asked, and how its answer is read. */
export interface Command<T> {
  readonly name: CommandName;
  readonly encode: (tape: Tape) => void;
  readonly read: (result: unknown) => T;
  /** No copy of what this command takes away may stay in the log. */
  readonly isErasing?: boolean;
}

/** A batch that is being collected, then under way, then settled. */
export interface WriteBatch {
  readonly size: () => number;
  readonly add: <T>(command: Command<T>) => Promise<T>;
  readonly message: () => Batch;
  readonly settle: (outcomes: readonly Outcome[]) => void;
  readonly fail: (error: Error) => void;
}

interface Waiting {
  readonly settle: (outcome: Outcome) => void;
  readonly fail: (error: Error) => void;
}

export function openWriteBatch(): WriteBatch {
  const tape: Tape = [];
  const starts: number[] = [];
  const waiting: Waiting[] = [];
  let isErasing = false;
  return {
    size: () => waiting.length,
    add: (command) =>
      new Promise((resolve, reject) => {
        starts.push(layOut(tape, command));
        isErasing ||= command.isErasing ?? false;
        waiting.push({
          settle: (outcome) => {
            try {
              resolve(command.read(resultOf(outcome)));
            } catch (error) {
              reject(error);
            }
          },
          fail: reject,
        });
      }),
    message: () => ({ tape: packTape(tape), starts, isErasing }),
    settle: (outcomes) => {
      for (const [n, outcome] of outcomes.entries()) {
        waiting[n]?.settle(outcome);
      }
    },
    fail: (error) => {
      for (const { fail } of waiting) {
        fail(error);
      }
    },
  };
}

/** Puts a command on the tape, whole or not at all. */
function layOut(tape: Tape, command: Pick<Command<unknown>, "name" | "encode">): number {
  const start = tape.length;
  try {
    tape.push(command.name);
    command.encode(tape);
    return start;
  } catch (error) {
    tape.length = start;
    throw error;
  }
}

function resultOf(outcome: Outcome): unknown {
  if (typeof outcome === "object" && "failure" in outcome) {
    throw failureOf(outcome.failure);
  }
  return outcome;
}

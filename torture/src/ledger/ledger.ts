import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import type { Attempt, Ending } from "./ledger-line.ts";

/** The run's own memory of what was asked and what was answered, outside the system under test. */
export interface Ledger {
  /** Resolves with the attempt's number once the line is on the disk. */
  begin(attempt: Omit<Attempt, "n" | "t">): Promise<number>;
  end(ending: Omit<Ending, "t">): Promise<void>;
  close(): void;
}

/** Opens a new ledger. Lines that come together share one fsync. */
export function openLedger(file: string, nowMs: () => number): Ledger {
  const descriptor = openSync(file, "ax");
  let count = 0;
  let lines: string[] = [];
  let written: Promise<void> | null = null;

  const flush = (): void => {
    written = null;
    const text = lines.join("");
    lines = [];
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  };
  function append(line: Attempt | Ending): Promise<void> {
    lines.push(`${JSON.stringify(line)}\n`);
    written ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        try {
          resolve(flush());
        } catch (error) {
          reject(error);
        }
      });
    });
    return written;
  }

  return {
    begin: async (attempt) => {
      count += 1;
      const n = count;
      await append({ n, t: nowMs(), ...attempt });
      return n;
    },
    end: (ending) => append({ t: nowMs(), ...ending }),
    close: () => {
      if (lines.length > 0) flush();
      closeSync(descriptor);
    },
  };
}

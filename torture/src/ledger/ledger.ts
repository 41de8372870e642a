import { closeSync, fsync, openSync, writeSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";
import type { Attempt, Ending } from "./ledger-line.ts";

/** The run's own memory of what was asked and what was answered, outside the system under test. */
export interface Ledger {
  /** Resolves with the attempt's number once the line is on the disk. */
  begin(attempt: Omit<Attempt, "n" | "t">): Promise<number>;
  end(ending: Omit<Ending, "t">): Promise<void>;
  close(): void;
}

const toDisk = promisify(fsync);

/** Opens a new ledger. Lines that come together share one fsync. */
export function openLedger(file: string, nowMs: () => number): Ledger {
  const descriptor = openSync(file, "ax");
  let count = 0;
  let lines: string[] = [];
  let written: Promise<void> | null = null;

  const write = (): void => {
    const text = lines.join("");
    lines = [];
    writeSync(descriptor, text);
  };
  /** In the background: whoever is timed in this process shall not wait for its disk. */
  async function flush(): Promise<void> {
    await nextTurn();
    written = null;
    write();
    await toDisk(descriptor);
  }
  function append(line: Attempt | Ending): Promise<void> {
    lines.push(`${JSON.stringify(line)}\n`);
    written ??= flush();
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
      if (lines.length > 0) write();
      closeSync(descriptor);
    },
  };
}

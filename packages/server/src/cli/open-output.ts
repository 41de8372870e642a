import { closeSync, fsyncSync, linkSync, openSync, unlinkSync, writeSync } from "node:fs";
import { CommandFailure } from "./command-failure.ts";

/** A file under way: it gets its name when it is complete. */
export interface Output {
  write(text: string): Promise<void>;
  finish(): void;
}

/** Opens a new file for a command's answer, readable by its owner alone. Never replaces one. */
export function openOutput(file: string): Output {
  const partial = `${file}.${process.pid}.partial`;
  const descriptor = openSync(partial, "wx", 0o600);
  return {
    write: async (text) => {
      writeSync(descriptor, text);
    },
    finish: () => {
      fsyncSync(descriptor);
      closeSync(descriptor);
      try {
        linkSync(partial, file);
      } catch {
        throw new CommandFailure(`${file} is there already. Move it away, or name another file.`);
      } finally {
        unlinkSync(partial);
      }
    },
  };
}

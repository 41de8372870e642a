import type { Command } from "commander";

/** What a command may use of the terminal it runs in. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A line of the answer. */
  print(line: string): void;
  /** A line for the human alone. */
  complain(line: string): void;
  /** A piece of a long answer; resolves when there is room for the next. */
  write(text: string): Promise<void>;
}

/** Adds one command to the program. */
export type AddCommand = (parent: Command, context: CommandContext) => void;

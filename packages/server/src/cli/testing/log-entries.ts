/** A line that the server has logged. */
export type LogEntry = Readonly<Record<string, unknown>> & {
  readonly msg: string;
  readonly err?: { readonly cause?: { readonly type: string } };
};

/** The lines of the log among all that a server has printed. */
export const entriesIn = (printed: string): readonly LogEntry[] =>
  printed
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

/** What stands in the entries that are no faults. */
const factsOf: Readonly<Record<string, string>> = {
  "database made": " from to",
  started: " data ops_url public_url schema url version",
  request: " method ms route status",
  ...{ stopping: "", stopped: "" },
};

/** The keys that an entry may have, sorted: a fault's error, or the facts that belong to its words. */
export function keysFor({ level, msg }: LogEntry): readonly string[] {
  const facts = level === 50 ? " err" : (factsOf[msg] ?? " nothing of this name");
  return `hostname level msg pid time${facts}`.split(" ").toSorted();
}

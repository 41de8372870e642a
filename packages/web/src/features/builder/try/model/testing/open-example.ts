import { type FlowDocument, readFlow } from "@parley/flow";
import { openRun, type Run } from "../run.ts";

/** A bot for tests. */
export const marina = { id: 1_010_178, name: "Marina" };

/** Reads a flow file's text as the builder holds it. */
export function parsedFlow(text: string): FlowDocument {
  const { document } = readFlow(JSON.parse(text));
  if (!document) throw new Error("This is no flow file.");
  return document;
}

/** A run on a clock that the test moves. */
export function openExample(document: FlowDocument): { run: Run; clock: { ms: number } } {
  const clock = { ms: 1_000_000 };
  const opened = openRun(document, marina, { nowMs: () => clock.ms });
  if (!opened.ok) throw new Error("The example has errors.");
  return { run: opened.run, clock };
}

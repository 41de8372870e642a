import type { World } from "./conversation.ts";
import { playTranscript } from "./play-transcript.ts";

/** Writes a transcript of what these lines lead to: it passes until the flow does something else. */
export function writeTranscript(
  document: unknown,
  name: string,
  lines: readonly string[],
  world: World = {},
): string {
  const heading = name.replace(/\s+/g, " ").trim();
  const acts = lines.map((line) => `> ${line}`);
  return playTranscript(
    document,
    [`## ${heading}`, "", "```text", ...acts, "```", ""].join("\n"),
    world,
  );
}

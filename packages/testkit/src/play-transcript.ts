import { actOf } from "./act-of.ts";
import { type Conversation, openConversation, type World } from "./conversation.ts";
import { placeLine, stepLines } from "./transcript.ts";

/**
 * Plays a transcript against a flow and writes it anew: headings, prose and the lines that begin with `>` stay,
 * everything else is what the flow really did. A transcript that comes back unchanged is a test that passes.
 *
 * Each second-level heading begins a new conversation. What can happen: `> comes`, `> says Ann`, `> presses Yes`,
 * `> answers 200 {"ok":true}`, `> fails timeout`, `> passes 10 minutes`, `> sets {"data":{}}`, `> goes Nkqgn6xkf`,
 * `> resumes {"status":"paid"}`, `> hands over to Mia#40` or `nobody`, `> Mia#40 writes Hello`, `> the agent leaves`,
 * and whatever else an act writes as its line.
 */
export function playTranscript(document: unknown, transcript: string, world: World = {}): string {
  return [...playLines(document, transcript, world)].join("\n");
}

/** Plays a transcript piece by piece; throws at a line that cannot happen, after everything before it. */
export function* playLines(
  document: unknown,
  transcript: string,
  world: World,
): Generator<string, void> {
  let conversation = openConversation(document, world);
  let isInside = false;
  for (const line of transcript.split("\n")) {
    if (line.startsWith("## ")) conversation = openConversation(document, world);
    if (line.startsWith("```")) isInside = !isInside;
    if (line.startsWith("> ") && isInside) {
      yield line;
      yield* play(conversation, line.slice(2));
    } else if (!isInside || line.startsWith("```")) yield line;
  }
}

function play(conversation: Conversation, line: string): string[] {
  const before = placeLine(conversation);
  const taken = conversation.steps.length;
  actOf(line).perform(conversation);
  const after = placeLine(conversation);
  const lines = conversation.steps.slice(taken).flatMap(stepLines);
  return after === before ? lines : [...lines, after];
}

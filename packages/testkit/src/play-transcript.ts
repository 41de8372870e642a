import type { Value } from "@parley/flow";
import {
  type Act,
  agentWrites,
  answersHttp,
  assigns,
  comes,
  failsHttp,
  goes,
  handsOver,
  passes,
  presses,
  resumes,
  says,
  sets,
  unassigns,
} from "./acts.ts";
import { type Conversation, openConversation, type World } from "./conversation.ts";
import type { Duration } from "./duration.ts";
import { placeLine, stepLines } from "./transcript.ts";

/**
 * Plays a transcript against a flow and writes it anew: headings, prose and the lines that begin with `>` stay,
 * everything else is what the flow really did. A transcript that comes back unchanged is a test that passes.
 *
 * Each second-level heading begins a new conversation. What can happen: `> comes`, `> says Ann`, `> presses Yes`,
 * `> answers 200 {"ok":true}`, `> fails timeout`, `> passes 10 minutes`, `> sets {"data":{}}`, `> goes Nkqgn6xkf`,
 * `> resumes {"status":"paid"}`, `> hands over to Mia#40` or `nobody`, `> Mia#40 writes Hello`, `> the agent leaves`.
 */
export function playTranscript(document: unknown, transcript: string, world: World = {}): string {
  const written: string[] = [];
  let conversation = openConversation(document, world);
  let isInside = false;
  for (const line of transcript.split("\n")) {
    if (line.startsWith("## ")) conversation = openConversation(document, world);
    if (line.startsWith("```")) isInside = !isInside;
    if (line.startsWith("> ") && isInside) written.push(line, ...play(conversation, line.slice(2)));
    else if (!isInside || line.startsWith("```")) written.push(line);
  }
  return written.join("\n");
}

function play(conversation: Conversation, line: string): string[] {
  const before = placeLine(conversation);
  const taken = conversation.steps.length;
  readAct(line).perform(conversation);
  const after = placeLine(conversation);
  const lines = conversation.steps.slice(taken).flatMap(stepLines);
  return after === before ? lines : [...lines, after];
}

/** How each line of a transcript is read; the first that fits wins. */
const readers: readonly (readonly [RegExp, (...parts: string[]) => Act])[] = [
  [/^comes$/, () => comes()],
  [/^says (.+)$/, (text) => says(text)],
  [/^presses (.+)$/, (label) => presses(label)],
  [/^answers (\d{3})(?: (.+))?$/, (status, json) => answersHttp(answerOf(status, json))],
  [/^fails (.+)$/, (reason) => failsHttp(reason)],
  [/^passes (.+)$/, (duration) => passes(duration as Duration)],
  [/^sets (.+)$/, (json) => sets(JSON.parse(json) as { readonly [name: string]: Value })],
  [/^goes start$/, () => goes()],
  [/^goes (\S+)$/, (block) => goes(block)],
  [/^resumes (.+)$/, (json) => resumes(JSON.parse(json) as Value)],
  [/^hands over to nobody$/, () => handsOver(null)],
  [/^hands over to (\w+)#(\d+)$/, (name, id) => handsOver({ id: Number(id), name })],
  [/^(\w+)#(\d+) writes (.+)$/, (name, id, text) => agentWrites({ id: Number(id), name }, text)],
  [/^(\w+)#(\d+) takes it$/, (name, id) => assigns({ id: Number(id), name })],
  [/^the agent leaves$/, () => unassigns()],
];

function readAct(line: string): Act {
  for (const [pattern, read] of readers) {
    const match = pattern.exec(line);
    if (match) return read(...match.slice(1));
  }
  throw new Error(`A transcript cannot say "${line}".`);
}

function answerOf(status: string, json: string | undefined) {
  const numeric = Number(status);
  return json === undefined
    ? { status: numeric }
    : { status: numeric, json: JSON.parse(json) as Value };
}

import type { Happening, Message, Value } from "@parley/flow";
import {
  type Act,
  type Answer,
  agentWrites,
  answersHttp,
  archives,
  assigns,
  blocks,
  comes,
  failsHttp,
  type GoOptions,
  goes,
  handsOver,
  happens,
  passes,
  presses,
  resumes,
  says,
  sends,
  sets,
  unarchives,
  unassigns,
  unblocks,
} from "./acts.ts";
import type { Duration } from "./duration.ts";

/** Reads what a transcript says to happen, without its `> `; throws where it says nothing that can. */
export function actOf(line: string): Act {
  for (const [pattern, read] of readers) {
    const match = pattern.exec(line);
    if (match) return read(...match.slice(1));
  }
  throw new Error(`A transcript cannot say "${line}".`);
}

/** How each line is read; the first that fits wins. */
const readers: readonly (readonly [RegExp, (...parts: string[]) => Act])[] = [
  [/^comes$/, () => comes()],
  [/^says (.+)$/, (text) => says(text)],
  [/^sends (.+)$/, (json) => sends(JSON.parse(json) as Message)],
  [/^presses (.+)$/, (label) => presses(label)],
  [/^answers (\d{3})(?: (.+))?$/, (status, text) => answersHttp(shortAnswer(status, text))],
  [/^answers (\{.+)$/, (json) => answersHttp(JSON.parse(json) as Answer)],
  [/^fails (\{.+)$/, (json) => failing(JSON.parse(json) as Failure)],
  [/^fails (.+)$/, (reason) => failsHttp(reason)],
  [/^passes (.+)$/, (duration) => passes(duration as Duration)],
  [/^sets (.+)$/, (json) => sets(JSON.parse(json) as { readonly [name: string]: Value })],
  [/^goes (\S+)(?: (\{.+))?$/, going],
  [/^resumes (.+) #(\d+)$/, (json, ticket) => resumes(JSON.parse(json) as Value, Number(ticket))],
  [/^resumes (.+)$/, (json) => resumes(JSON.parse(json) as Value)],
  [/^hands over to nobody$/, () => handsOver(null)],
  [/^hands over to (\w+)#(\d+)$/, (name, id) => handsOver({ id: Number(id), name })],
  [/^(\w+)#(\d+) writes (.+)$/, (name, id, text) => agentWrites({ id: Number(id), name }, text)],
  [
    /^(\w+)#(\d+) whispers (.+)$/,
    (name, id, text) => agentWrites({ id: Number(id), name }, text, false),
  ],
  [/^(\w+)#(\d+) takes it$/, (name, id) => assigns({ id: Number(id), name })],
  [/^the agent leaves$/, () => unassigns()],
  [/^archived$/, () => archives()],
  [/^unarchived$/, () => unarchives()],
  [/^blocked$/, () => blocks()],
  [/^unblocked$/, () => unblocks()],
  [/^happens (\{.+)$/, (json) => happens(`happens ${json}`, JSON.parse(json) as Happening)],
];

function shortAnswer(status: string, text: string | undefined): Answer {
  const numeric = Number(status);
  if (text === undefined) return { status: numeric };
  const json = parsed(text);
  return json === undefined ? { status: numeric, text } : { status: numeric, json };
}

interface Failure {
  readonly reason: string;
  readonly block?: string;
}

function failing({ reason, block }: Failure): Act {
  return failsHttp(reason, block);
}

function going(written: string, options: string | undefined): Act {
  const block = written === "start" ? null : written.replaceAll('"', "");
  return options === undefined ? goes(block) : goes(block, JSON.parse(options) as GoOptions);
}

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

import { readField } from "../conversation/field.ts";
import { resumeUrlPrefix, type SystemVariableName } from "../document/readable-names.ts";
import type { Value } from "../expression/value.ts";
import type { Draft } from "./draft.ts";
import { resumeUrlOf } from "./tickets.ts";

const dayMs = 24 * 3600 * 1000;

/** What a flow may read besides fields. They win over a field of the same name. */
const systemVariables: { readonly [name in SystemVariableName]: (draft: Draft) => Value } = {
  id: ({ state }) => state.id,
  bot_id: ({ state }) => state.bot,
  last_input: ({ state }) => state.lastInput,
  today: ({ flow, atMs }) => flow.day(atMs),
  yesterday: ({ flow, atMs }) => dayBeside(flow.day(atMs), -dayMs),
  tomorrow: ({ flow, atMs }) => dayBeside(flow.day(atMs), dayMs),
  now: ({ atMs }) => new Date(atMs).toISOString(),
  timestamp: ({ atMs }) => Math.floor(atMs / 1000),
  resume_url: (draft) => resumeUrlOf(draft, null),
};

/** Reads a system variable, a field or a fact, in this order; `undefined` when none has the name. */
export function readVariable(draft: Draft, name: string): Value | undefined {
  if (isSystemVariable(name)) return systemVariables[name](draft);
  const waitBlock = name.startsWith(resumeUrlPrefix) ? name.slice(resumeUrlPrefix.length) : "";
  if (draft.flow.blocks.has(waitBlock)) return resumeUrlOf(draft, waitBlock);
  const field = readField(draft.state.fields, name);
  if (field) return field.value;
  return Object.hasOwn(draft.state.facts, name) ? draft.state.facts[name] : undefined;
}

function isSystemVariable(name: string): name is SystemVariableName {
  return Object.hasOwn(systemVariables, name);
}

// By the calendar: a day on which the clocks change has 23 or 25 hours.
function dayBeside(day: string, ms: number): string {
  return new Date(Date.parse(day) + ms).toISOString().slice(0, 10);
}

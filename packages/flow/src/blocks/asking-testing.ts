import type { Message } from "../conversation/message.ts";
import type { Trace } from "../conversation/step.ts";
import { coerceField } from "../expression/coerce.ts";
import type { FieldType, Value } from "../expression/value.ts";
import type { Block, BlockKind, Outcome, Signal, Turn } from "./kind.ts";

/** What a test sees of one block: what it said, stored, started and noted, and how it left. */
export interface Stage {
  readonly outputs: readonly string[];
  readonly said: Message[];
  readonly fields: { [name: string]: Value };
  readonly types: { [name: string]: FieldType };
  /** Timers started, in order: `"idle 30000"`. */
  readonly timers: string[];
  readonly traces: Omit<Trace, "block">[];
  enter(): string;
  answer(message: Message | string): string;
  receive(signal: Signal): string;
  labelOf(payload: string): string | null;
}

/** What a test sets the stage with. */
export interface Setting {
  readonly fields?: { readonly [name: string]: Value };
  /** Types that the flow declares for fields. */
  readonly declared?: { readonly [name: string]: FieldType };
  readonly nowMs?: number;
}

/** Puts one block on a stage: its parameters are read by its schema, its turn is the simplest that keeps the rules. */
export function stage<Params, Prepared>(
  kind: BlockKind<Params, Prepared>,
  params: { readonly [name: string]: unknown },
  setting: Setting = {},
): Stage {
  const read = kind.schema.parse(params);
  const problems = kind.check(read).filter((problem) => !problem.isWarning);
  if (problems[0]) throw new Error(problems[0].message);
  const block = { id: "block1", prepared: kind.prepare(read) };
  const { turn, ...seen } = fakeTurn(setting);
  const optionLabel: LabelOf<Prepared> | undefined = kind.optionLabel;
  return {
    ...seen,
    outputs: kind.outputs(read),
    enter: () => nameOf(kind.enter(block, turn)),
    receive: (signal) => nameOf(kind.receive?.(block, turn, signal)),
    answer: (message) => {
      const spoken: Message = typeof message === "string" ? says(message) : message;
      return nameOf(kind.receive?.(block, turn, { kind: "answer", message: spoken }));
    },
    labelOf: (payload) => optionLabel?.(block, payload, turn.memory) ?? null,
  };
}

type LabelOf<Prepared> = (block: Block<Prepared>, payload: string, memory: Value) => string | null;

/** A customer's text. */
export function says(text: string): Message {
  return { type: "text", text };
}

/** A customer's press of an option. */
export function presses(payload: string, text = ""): Message {
  return { type: "button", text, payload };
}

function nameOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "nothing";
  if (outcome.kind === "leave") return outcome.output;
  return outcome.kind === "park" ? outcome.phase : outcome.kind;
}

function fakeTurn({ fields: given = {}, declared = {}, nowMs = 0 }: Setting) {
  const said: Message[] = [];
  const fields: { [name: string]: Value } = { ...given };
  const types: { [name: string]: FieldType } = {};
  const timers: string[] = [];
  const traces: Omit<Trace, "block">[] = [];
  let memory: Value = null;
  const field = (name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
  const turn: Turn = {
    nowMs,
    zone: "UTC",
    random: () => 0,
    scope: { field, nowMs, zone: "UTC" },
    field,
    setField(name, value, type) {
      const wanted = type ?? declared[name];
      const coerced = coerceField(wanted === "any" ? undefined : wanted, value);
      if (!coerced.ok) return coerced.message;
      fields[name] = coerced.value;
      types[name] = coerced.type;
      return null;
    },
    checkField: unasked,
    clearField: (name) => Reflect.deleteProperty(fields, name),
    say: (message) => said.push(message),
    announce: unasked,
    callHttp: unasked,
    handOver: unasked,
    startTimer: (purpose, delayMs) => timers.push(`${purpose} ${delayMs}`),
    takeTicket: unasked,
    get memory() {
      return memory;
    },
    remember: (value) => {
      memory = value;
    },
    reach: unasked,
    trace: (item) => traces.push(item),
  };
  return { turn, said, fields, types, timers, traces };
}

function unasked(): never {
  throw new Error("A question has no business here.");
}

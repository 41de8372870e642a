import type { HttpRequest } from "../conversation/effect.ts";
import type { Action } from "../conversation/entry.ts";
import type { Message } from "../conversation/message.ts";
import type { Timer } from "../conversation/state.ts";
import type { Trace } from "../conversation/step.ts";
import { coerceField } from "../expression/coerce.ts";
import { isFieldName } from "../expression/field-name.ts";
import type { FieldType, Value } from "../expression/value.ts";
import type { Block, BlockKind, Turn } from "./kind.ts";

/** What a tested block finds when it runs. */
export interface FakeWorld {
  readonly id?: number;
  readonly nowMs?: number;
  readonly zone?: string;
  readonly fields?: { readonly [name: string]: Value };
  /** Types that the flow declares: an undeclared field takes any value. */
  readonly declared?: { readonly [name: string]: FieldType };
  /** The value of a call that came before the flow reached the wait block. */
  readonly early?: { readonly value: Value };
}

/** A turn that performs nothing and keeps what a block did, for tests of one kind alone. */
export interface FakeTurn extends Turn {
  readonly fields: Map<string, Value>;
  readonly said: Message[];
  readonly announced: Action[];
  readonly calls: HttpRequest[];
  readonly searches: (readonly number[] | null)[];
  readonly timers: { readonly purpose: Timer["purpose"]; readonly delayMs: number }[];
  readonly tickets: number[];
  readonly goals: string[];
  readonly traces: Omit<Trace, "block">[];
  memory: Value;
}

/** Makes a turn in a world of constants. */
export function fakeTurn(world: FakeWorld = {}): FakeTurn {
  const nowMs = world.nowMs ?? Date.UTC(2026, 1, 28, 9, 30);
  const zone = world.zone ?? "UTC";
  const fields = new Map(Object.entries(world.fields ?? {}));
  const field = (name: string): Value | undefined =>
    name === "id" ? (world.id ?? 10_000_001) : fields.get(name);
  const turn: FakeTurn = {
    ...recorders(world),
    nowMs,
    zone,
    fields,
    field,
    scope: { field, nowMs, zone },
    random: () => 0.5,
    memory: null,
    remember: (value) => {
      turn.memory = value;
    },
    setField: (name, value, type) => {
      if (!isFieldName(name)) return `"${name}" is not a field name.`;
      const wanted = type ?? world.declared?.[name];
      const coerced = coerceField(wanted === "any" ? undefined : wanted, value);
      if (!coerced.ok) return coerced.message;
      fields.set(name, coerced.value);
      return null;
    },
    checkField: (name, value) => {
      const coerced = coerceField(world.declared?.[name], value);
      return coerced.ok ? null : coerced.message;
    },
    clearField: (name) => {
      fields.delete(name);
    },
  };
  return turn;
}

/** Takes written parameters through the kind's schema and makes them ready to run. */
export function blockOf<Params, Prepared>(
  kind: BlockKind<Params, Prepared>,
  params: unknown,
  id = "Nkqgn6xkf",
): Block<Prepared> {
  return { id, prepared: kind.prepare(kind.schema.parse(params)) };
}

/** Lists the codes of what a kind finds wrong with written parameters, the schema's own word included. */
export function codesOf<Params, Prepared>(
  kind: BlockKind<Params, Prepared>,
  params: unknown,
): readonly string[] {
  const read = kind.schema.safeParse(params);
  return read.success ? kind.check(read.data).map(({ code }) => code) : ["schema"];
}

function recorders(world: FakeWorld) {
  const said: Message[] = [];
  const announced: Action[] = [];
  const calls: HttpRequest[] = [];
  const searches: (readonly number[] | null)[] = [];
  const timers: { readonly purpose: Timer["purpose"]; readonly delayMs: number }[] = [];
  const tickets: number[] = [];
  const goals: string[] = [];
  const traces: Omit<Trace, "block">[] = [];
  return {
    ...{ said, announced, calls, searches, timers, tickets, goals, traces },
    say: (message: Message) => void said.push(message),
    announce: (action: Action) => void announced.push(action),
    callHttp: (request: HttpRequest) => void calls.push(request),
    handOver: (agents: readonly number[] | null) => void searches.push(agents),
    startTimer: (purpose: Timer["purpose"], delayMs: number) =>
      void timers.push({ purpose, delayMs }),
    takeTicket: (timeoutMs: number) => {
      tickets.push(timeoutMs);
      return world.early ? { early: world.early } : {};
    },
    reach: (goal: string) => void goals.push(goal),
    trace: (item: Omit<Trace, "block">) => void traces.push(item),
  };
}

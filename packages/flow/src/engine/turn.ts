import type { Turn } from "../blocks/kind.ts";
import type { HttpRequest } from "../conversation/effect.ts";
import type { Action } from "../conversation/entry.ts";
import { type Message, wordsOf } from "../conversation/message.ts";
import type { Timer } from "../conversation/state.ts";
import type { Trace } from "../conversation/step.ts";
import type { Scope, WorkMeter } from "../expression/evaluate.ts";
import { weightOf } from "../expression/measure-value.ts";
import type { FieldType, Value } from "../expression/value.ts";
import { announce, type Draft, draw, startTimer, write } from "./draft.ts";
import { checkField, clearField, setField } from "./fields.ts";
import { readVariable } from "./system-variables.ts";
import { takeTicket } from "./tickets.ts";

/**
 * A block's view of the draft. A class, because a turn makes one for every block that runs and a dozen closures
 * each would be a fifth of what a step costs.
 */
class DraftTurn implements Turn {
  readonly nowMs: number;
  readonly zone: string;
  readonly #draft: Draft;
  readonly #blockId: string;

  constructor(draft: Draft, blockId: string) {
    this.nowMs = draft.atMs;
    this.zone = draft.flow.zone;
    this.#draft = draft;
    this.#blockId = blockId;
  }

  get language(): string {
    return this.#draft.flow.language;
  }

  /** A turn is what templates and formulas read from. */
  get scope(): Scope {
    return this;
  }

  get work(): WorkMeter {
    return this.#draft.work;
  }

  random(): number {
    return draw(this.#draft);
  }

  field(name: string): Value | undefined {
    return readVariable(this.#draft, name);
  }

  setField(name: string, value: Value, type?: FieldType | "any"): string | null {
    this.work.left -= weightOf(value);
    return setField(this.#draft, name, value, type);
  }

  checkField(name: string, value: Value): string | null {
    return checkField(this.#draft, name, value);
  }

  clearField(name: string): void {
    clearField(this.#draft, name);
  }

  say(message: Message): void {
    const caption = "caption" in message ? (message.caption ?? "") : "";
    this.work.left -= wordsOf(message).length + caption.length;
    write(this.#draft, { kind: "bot", id: this.#draft.flow.bot }, message);
  }

  announce(action: Action): void {
    announce(this.#draft, action);
  }

  callHttp(request: HttpRequest): void {
    const { state, effects } = this.#draft;
    state.hasAskedOutside = true;
    const key = `${state.id}.${state.visit}`;
    effects.push({ kind: "call-http", visit: state.visit, block: this.#blockId, key, request });
  }

  handOver(agents: readonly number[] | null): void {
    const { state, effects } = this.#draft;
    effects.push({ kind: "hand-over", visit: state.visit, block: this.#blockId, agents });
  }

  startTimer(purpose: Timer["purpose"], delayMs: number): void {
    startTimer(this.#draft, purpose, delayMs);
  }

  takeTicket(timeoutMs: number): ReturnType<Turn["takeTicket"]> {
    return takeTicket(this.#draft, this.#blockId, timeoutMs);
  }

  get memory(): Value {
    return this.#draft.state.memory;
  }

  remember(value: Value): void {
    this.#draft.state.memory = value;
  }

  reach(goal: string): void {
    this.#draft.trace.push({ kind: "goal", block: this.#blockId, code: goal, message: "" });
  }

  trace(item: Omit<Trace, "block">): void {
    this.#draft.trace.push({ ...item, block: this.#blockId });
  }
}

/** Gives a block its view of the draft. */
export function turnFor(draft: Draft, blockId: string): Turn {
  return new DraftTurn(draft, blockId);
}

import type { Expression, Span } from "./expression.ts";
import { isPrototypeKey } from "./field-name.ts";
import { describeValue, FormulaCall, type Run } from "./formula-call.ts";
import { type FormulaError, type FormulaErrorCode, FormulaFailure } from "./formula-error.ts";
import { functionNamed } from "./functions/catalogue.ts";
import { maxValueDepth, maxValueSize, measureValue } from "./measure-value.ts";
import type { Value } from "./value.ts";

import { isList, isRecord, ownKey } from "./value-kind.ts";

/** What a formula or a text may see of the world while it is computed. */
export interface Scope {
  /** Reads a field, once for each place that names it; `undefined`: it has no value. */
  field(name: string): Value | undefined;
  readonly nowMs: number;
  /** The bot's IANA time zone. */
  readonly zone: string;
  /** The bot's BCP 47 language, for names of months and days; English where there is none. */
  readonly language?: string;
  /** What all of one turn may still cost; absent where only one thing is computed. */
  readonly work?: WorkMeter;
}

/** Work that is left, in characters looked at: whoever works through texts or data takes it from here. */
export interface WorkMeter {
  left: number;
}

/** What one evaluation may use: nodes visited, work in characters or comparisons, size of any one value. */
export interface Budget {
  readonly steps: number;
  readonly work: number;
  readonly size: number;
}

/** Ample for any formula written by hand; the worst formula within it ends in well under 200 ms. */
export const defaultBudget: Budget = { steps: 10_000, work: 2 * 1024 * 1024, size: maxValueSize };

/** A formula's value, or why there is none. */
export type Evaluated =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: FormulaError };

/** Computes a formula. Pure and never throws: the same tree and scope give the same value or the same error. */
export function evaluate(
  tree: Expression,
  scope: Scope,
  budget: Budget = defaultBudget,
): Evaluated {
  const evaluation = new Evaluation(scope, budget);
  try {
    return { ok: true, value: evaluation.evaluate(tree) };
  } catch (thrown) {
    if (thrown instanceof FormulaFailure) return { ok: false, error: thrown.error };
    throw thrown;
  } finally {
    if (scope.work) scope.work.left -= evaluation.spent;
  }
}

const workOfStep = 4;

// Deeper than any parsed tree; trees from elsewhere end here instead of on the stack.
const deepestTree = 200;

class Evaluation implements Run {
  readonly #scope: Scope;
  readonly #size: number;
  readonly #budget: Budget;
  #steps: number;
  #work: number;
  #depth = 0;

  constructor(scope: Scope, budget: Budget) {
    this.#scope = scope;
    this.#size = budget.size;
    this.#budget = budget;
    this.#steps = budget.steps;
    this.#work = budget.work;
  }

  /** What it has cost so far: a node as much as a few characters. */
  get spent(): number {
    return this.#budget.work - this.#work + workOfStep * (this.#budget.steps - this.#steps);
  }

  get nowMs(): number {
    return this.#scope.nowMs;
  }

  get zone(): string {
    return this.#scope.zone;
  }

  get language(): string {
    return this.#scope.language ?? "en";
  }

  evaluate(node: Expression): Value {
    this.#steps -= 1;
    if (this.#steps < 0) throw failure("too-complex", "This formula takes too many steps.", node);
    this.#depth += 1;
    if (this.#depth > deepestTree)
      throw failure("too-deep", "This formula nests too deeply.", node);
    const value = this.#valueOf(node);
    this.#depth -= 1;
    return value;
  }

  spend(work: number, at: Span): void {
    this.#work -= work;
    if (this.#work < 0) {
      throw failure("too-complex", "This formula has too much text or data to work through.", at);
    }
  }

  reserve(length: number, at: Span): void {
    if (length > this.#size) throw failure("too-large", "This text grows too long.", at);
    this.spend(length, at);
  }

  #valueOf(node: Expression): Value {
    switch (node.kind) {
      case "literal":
        return node.value;
      case "field":
        return this.#scope.field(node.name) ?? null;
      case "list":
        return this.#checked(
          node.items.map((item) => this.evaluate(item)),
          node,
        );
      case "record":
        return this.#record(node);
      case "member":
        return this.#member(node);
      case "call":
        return this.#call(node);
      default:
        throw failure("bad-node", "This formula has a part that does not exist.", node);
    }
  }

  #record(node: Expression & { kind: "record" }): Value {
    const entries = node.entries.map(({ key, value }): [string, Value] => {
      if (isPrototypeKey(key)) throw failure("bad-key", `"${key}" cannot be a key.`, node);
      return [key, this.evaluate(value)];
    });
    return this.#checked(Object.fromEntries(entries), node);
  }

  #member(node: Expression & { kind: "member" }): Value {
    const of = this.evaluate(node.of);
    const key = this.evaluate(node.key);
    const found = memberOf(of, key);
    if (found !== undefined) return found;
    throw isList(of) || isRecord(of)
      ? failure("missing-key", `There is no ${describeKey(key)} in ${describeValue(of)}.`, node)
      : failure(
          "bad-argument",
          `Only objects and lists have parts; found ${describeValue(of)}.`,
          node,
        );
  }

  #call(node: Expression & { kind: "call" }): Value {
    const definition = functionNamed(node.name);
    if (definition === undefined) {
      throw failure("unknown-function", `There is no function ${node.name}.`, node);
    }
    const { least, most } = definition.arity;
    if (node.args.length < least || node.args.length > most) {
      throw failure("bad-argument", `Write ${definition.signature}.`, node);
    }
    const call = new FormulaCall(this, node.name, node, node.args);
    return this.#checked(definition.call(call), node);
  }

  #checked(value: Value, at: Span): Value {
    if (value === null || typeof value === "number" || typeof value === "boolean") return value;
    if (typeof value === "string") {
      this.reserve(value.length, at);
      return value;
    }
    const limits = { size: this.#size, depth: maxValueDepth };
    const { size, fault } = measureValue(value, limits);
    this.spend(size, at);
    if (fault === "too-deep") throw failure("too-deep", "This value nests too deeply.", at);
    if (fault === "too-large") throw failure("too-large", "This value grows too large.", at);
    return value;
  }
}

function memberOf(of: Value, key: Value): Value | undefined {
  if (isList(of)) return Number.isInteger(key) ? of.at(Number(key)) : undefined;
  return isRecord(of) && typeof key === "string" ? ownKey(of, key) : undefined;
}

function describeKey(key: Value): string {
  if (typeof key === "number") return `item ${key}`;
  return typeof key === "string" ? `key ${JSON.stringify(key.slice(0, 60))}` : describeValue(key);
}

function failure(code: FormulaErrorCode, message: string, { from, to }: Span): FormulaFailure {
  return new FormulaFailure({ code, message, from, to });
}

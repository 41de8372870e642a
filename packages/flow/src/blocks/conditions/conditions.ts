import { z } from "zod";
import { isFieldName } from "../../expression/field-name.ts";
import { type CompiledPattern, compilePattern } from "../../expression/pattern.ts";
import { fieldNamesOf, parseTemplate } from "../../expression/template.ts";
import type { Value } from "../../expression/value.ts";
import type { BlockKind, ParamProblem, Turn } from "../kind.ts";
import { parseValueTemplate, readValueTemplate, type ValueTemplate } from "../outside-value.ts";
import { compileFrom, matchPattern, type PatternBudget, patternBudget } from "./match-pattern.ts";
import { comparisons, isUnary, type Operator, operators } from "./operators.ts";

const Rule = z.strictObject({
  /** A field's name, or a text with fields in it. */
  left: z.string().min(1).max(1000),
  operator: z.enum(operators),
  /** What to compare with; `@name` alone is the field's value as it is. Not for `is_set` and `is_not_set`. */
  right: z.union([z.string().max(1000), z.number(), z.boolean()]).optional(),
});
type Rule = z.infer<typeof Rule>;

const Join = z.enum(["and", "or"]);

const Conditions = z.strictObject({
  /** How the groups join. */
  join: Join.default("and"),
  groups: z
    .array(z.strictObject({ join: Join.default("and"), rules: z.array(Rule).min(1).max(20) }))
    .min(1)
    .max(10),
});
type Conditions = z.infer<typeof Conditions>;

type Side = ValueTemplate | { readonly kind: "constant"; readonly value: Value };

interface PreparedRule {
  readonly left: Side;
  readonly operator: Operator;
  readonly right: Side;
  /** The pattern of `matches`, if it has no fields in it. */
  readonly pattern: CompiledPattern | null;
}

interface Prepared {
  readonly join: "and" | "or";
  readonly groups: readonly {
    readonly join: "and" | "or";
    readonly rules: readonly PreparedRule[];
  }[];
}

/**
 * Chooses between two ways by rules. Both sides numbers, also as text: compared as numbers; dates as dates;
 * texts by case. A field without a value is set to nothing: it equals nothing and has no order.
 */
export const conditions: BlockKind<Conditions, Prepared> = {
  kind: "conditions",
  family: "logic",
  title: "Conditions",
  summary: "Choose a way by rules",
  schema: Conditions,
  migrations: [],
  outputs: () => ["true", "false"],
  check: ({ groups }) =>
    groups.flatMap(({ rules }, group) =>
      rules.flatMap((rule, index) => checkRule(rule, ["groups", group, "rules", index])),
    ),
  references: ({ groups }) => ({
    reads: groups.flatMap(({ rules }) => rules.flatMap(fieldsIn)),
    writes: [],
    blocks: [],
    bots: [],
  }),
  prepare: ({ join, groups }) => ({
    join,
    groups: groups.map((group) => ({ join: group.join, rules: group.rules.map(prepareRule) })),
  }),
  enter: ({ prepared }, turn) => ({
    kind: "leave",
    output: doesHold(prepared, turn) ? "true" : "false",
  }),
};

function doesHold({ join, groups }: Prepared, turn: Turn): boolean {
  const budget = patternBudget();
  return joined(join, groups, (group) =>
    joined(group.join, group.rules, (rule) => doesRuleHold(rule, turn, budget)),
  );
}

function joined<Item>(
  join: "and" | "or",
  items: readonly Item[],
  holds: (item: Item) => boolean,
): boolean {
  return join === "and" ? items.every(holds) : items.some(holds);
}

function doesRuleHold(rule: PreparedRule, turn: Turn, budget: PatternBudget): boolean {
  const { operator, pattern } = rule;
  const left = readSide(rule.left, turn);
  const right = readSide(rule.right, turn);
  if (operator !== "matches") return comparisons[operator](left, right);
  return matchPattern(left, pattern ?? compileFrom(right, budget), budget, turn);
}

function readSide(side: Side, turn: Turn): Value {
  return side.kind === "constant" ? side.value : readValueTemplate(side, turn.scope);
}

function prepareRule({ left, operator, right }: Rule): PreparedRule {
  const isFixed = typeof right !== "string" || fieldNamesOf(parseTemplate(right)).length === 0;
  return {
    left: isFieldName(left) ? { kind: "reference", field: left } : parseValueTemplate(left),
    operator,
    right:
      typeof right === "string"
        ? parseValueTemplate(right)
        : { kind: "constant", value: right ?? null },
    pattern: operator === "matches" && isFixed ? compilePattern(String(right ?? "")) : null,
  };
}

function fieldsIn({ left, right }: Rule): readonly string[] {
  const ofLeft = isFieldName(left) ? [left] : fieldNamesOf(parseTemplate(left));
  return typeof right === "string" ? [...ofLeft, ...fieldNamesOf(parseTemplate(right))] : ofLeft;
}

function checkRule(rule: Rule, path: ParamProblem["path"]): readonly ParamProblem[] {
  const { left, operator, right } = rule;
  if (right === undefined && !isUnary(operator)) return [missingRight(operator, path)];
  const problems = fieldsIn({ left, operator }).length > 0 ? [] : [constantLeft(left, path)];
  const { pattern } = prepareRule(rule);
  return pattern === null || pattern.ok
    ? problems
    : [...problems, badPattern(pattern.message, path)];
}

function missingRight(operator: Operator, path: ParamProblem["path"]): ParamProblem {
  return {
    path: [...path, "right"],
    code: "missing-right",
    message: `"${operator}" has nothing to compare with.`,
    hint: "Write a value, or use is_set.",
  };
}

function constantLeft(left: string, path: ParamProblem["path"]): ParamProblem {
  return {
    path: [...path, "left"],
    code: "constant-left",
    message: `"${left}" names no field, so this rule always gives the same.`,
    hint: "Write a field's name, such as status, or a text with @status in it.",
    isWarning: true,
  };
}

function badPattern(message: string, path: ParamProblem["path"]): ParamProblem {
  return {
    path: [...path, "right"],
    code: "bad-pattern",
    message: `This pattern cannot be used: ${message}.`,
    hint: "Use RE2 syntax: no back references, no look-around.",
  };
}

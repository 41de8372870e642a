import { weightOf } from "../../expression/measure-value.ts";
import type { Value } from "../../expression/value.ts";
import type { BlockKind, Turn } from "../kind.ts";
import { readValueTemplate } from "../outside-value.ts";
import { checkRule } from "./check-rule.ts";
import { Conditions } from "./conditions-params.ts";
import { compileFrom, matchPattern, type PatternBudget, patternBudget } from "./match-pattern.ts";
import { comparisons, isUnary } from "./operators.ts";
import { fieldsIn, type PreparedRule, patternsIn, prepareRule, type Side } from "./prepare-rule.ts";

interface Prepared {
  readonly join: "and" | "or";
  readonly groups: readonly {
    readonly join: "and" | "or";
    readonly rules: readonly PreparedRule[];
  }[];
}

/**
 * Chooses between two ways by rules. Both sides numbers, also as text: compared as numbers; dates as dates;
 * texts by case. A field without a value equals only another such, and has no order.
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
  patterns: ({ groups }) => groups.flatMap(({ rules }) => rules.flatMap(patternsIn)),
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
  const before = budget.left;
  const holds = joined(join, groups, (group) =>
    joined(group.join, group.rules, (rule) => doesRuleHold(rule, turn, budget)),
  );
  spend(turn, before - budget.left);
  return holds;
}

function spend({ scope: { work } }: Turn, cost: number): void {
  if (work) work.left -= cost;
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
  // The turn ends right after this block: nobody sees which way it took.
  if ((turn.scope.work?.left ?? 0) < 0) return false;
  const left = readSide(rule.left, turn);
  const right = readSide(rule.right, turn);
  // Whether a field is there is seen without looking through it, which takes longer than the rest of a turn.
  const isUnread = isUnary(operator) && rule.left.kind === "reference";
  spend(turn, weightOf(right) + (isUnread ? 1 : weightOf(left)));
  if (operator !== "matches") return comparisons[operator](left, right, turn.zone);
  return matchPattern(left, pattern ?? compileFrom(right, budget), budget, turn);
}

function readSide(side: Side, turn: Turn): Value {
  return side.kind === "constant" ? side.value : readValueTemplate(side, turn.scope);
}

import { isFieldName } from "../../expression/field-name.ts";
import type { ParamProblem } from "../kind.ts";
import type { Rule } from "./conditions-params.ts";
import { isUnary, type Operator } from "./operators.ts";
import { fieldsIn, prepareRule } from "./prepare-rule.ts";

/** Finds a side that is missing, a side that never changes, and a pattern that cannot be used. */
export function checkRule(rule: Rule, path: ParamProblem["path"]): readonly ParamProblem[] {
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
  const meant = left.trim().toLowerCase();
  return {
    path: [...path, "left"],
    code: "constant-left",
    message: `"${left}" names no field, so this rule always gives the same.`,
    hint: isFieldName(meant)
      ? `Did you mean ${meant}? Field names have small letters.`
      : "Write a field's name, such as status, or a text with @status in it.",
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

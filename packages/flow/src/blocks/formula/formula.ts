import { z } from "zod";
import { checkConstants, patternsIn } from "../../expression/check-constants.ts";
import { areEqual, truthy } from "../../expression/compare.ts";
import { evaluate } from "../../expression/evaluate.ts";
import type { Expression } from "../../expression/expression.ts";
import { parseFormula } from "../../expression/parse.ts";
import type { Value } from "../../expression/value.ts";
import { form } from "../form.ts";
import type { Block, BlockKind, Outcome, ParamProblem, Turn } from "../kind.ts";
import { fieldName } from "../outside-params.ts";
import { fieldsRead } from "./fields-read.ts";

const Outputs = z.union([
  /** `success` or `failed`. */
  z.literal("result"),
  /** `true`, `false` or `failed`. */
  z.literal("boolean"),
  /** One output for each of these results, then `other` and `failed`. */
  z.strictObject({ values: z.array(z.string().min(1).max(64)).min(1).max(50) }),
]);
type Outputs = z.infer<typeof Outputs>;

const Formula = z.strictObject({
  formula: z
    .string()
    .min(1)
    .meta(
      form({ label: "Formula", placeholder: "@price * 1.21", control: "formula", isLong: true }),
    ),
  field: fieldName.optional().meta(
    form({
      label: "Keep the result in",
      help: "May be a field that the formula reads.",
      placeholder: "field_name",
      control: "field",
      section: "store",
    }),
  ),
  outputs: Outputs.default("result").meta(
    form({
      label: "Go on",
      control: "outputs",
      section: "otherwise",
      choices: {
        result: "One way",
        boolean: "By true or false",
        values: "By the result",
      },
    }),
  ),
});
type Formula = z.infer<typeof Formula>;

interface Prepared {
  readonly tree: Expression;
  readonly field: string | null;
  readonly outputs: Outputs;
}

/** Computes a formula, keeps the result, and goes on by it; at `failed` if there is none. */
export const formula: BlockKind<Formula, Prepared> = {
  kind: "formula",
  family: "data",
  title: "Formula",
  summary: "Compute a value",
  schema: Formula,
  migrations: [],
  outputs: (params) => outputsOf(params.outputs),
  check: (params) => [...checkFormula(params), ...checkValues(params)],
  patterns: (params) => {
    const parsed = parseFormula(params.formula);
    return parsed.ok ? patternsIn(parsed.tree) : [];
  },
  references: (params) => {
    const parsed = parseFormula(params.formula);
    return {
      reads: parsed.ok ? fieldsRead(parsed.tree) : [],
      writes: params.field === undefined ? [] : [params.field],
      blocks: [],
      bots: [],
    };
  },
  prepare(params) {
    const parsed = parseFormula(params.formula);
    if (!parsed.ok) throw new Error(`The formula does not parse: ${parsed.problem.message}`);
    return { tree: parsed.tree, field: params.field ?? null, outputs: params.outputs };
  },
  enter,
};

function enter({ prepared }: Block<Prepared>, turn: Turn): Outcome {
  const result = evaluate(prepared.tree, turn.scope);
  if (!result.ok) {
    const { code, message, from, to } = result.error;
    turn.trace({ kind: "error", code, message, detail: { from, to } });
    return { kind: "leave", output: "failed" };
  }
  const problem = prepared.field === null ? null : keep(turn, prepared.field, result.value);
  if (problem !== null) {
    turn.trace({ kind: "error", code: "value-not-kept", message: problem });
    return { kind: "leave", output: "failed" };
  }
  return { kind: "leave", output: outputFor(prepared.outputs, result.value) };
}

// No result leaves no field behind: IsSet tells it from a value.
function keep(turn: Turn, field: string, value: Value): string | null {
  if (value !== null) return turn.setField(field, value);
  turn.clearField(field);
  return null;
}

function outputsOf(outputs: Outputs): readonly string[] {
  if (outputs === "result") return ["success", "failed"];
  if (outputs === "boolean") return ["true", "false", "failed"];
  return [...outputs.values, "other", "failed"];
}

function outputFor(outputs: Outputs, value: Value): string {
  if (outputs === "result") return "success";
  if (outputs === "boolean") return truthy(value) ? "true" : "false";
  return outputs.values.find((it) => areEqual(value, it)) ?? "other";
}

function checkFormula(params: Formula): readonly ParamProblem[] {
  const parsed = parseFormula(params.formula);
  const found = parsed.ok ? checkConstants(parsed.tree) : parsed.problem;
  if (found === null) return [];
  const { from, to, ...problem } = found;
  return [{ path: ["formula", from, to], ...problem }];
}

function checkValues({ outputs }: Formula): readonly ParamProblem[] {
  if (typeof outputs === "string") return [];
  return outputs.values.flatMap((value, index) => {
    const isTaken =
      value === "other" || value === "failed" || outputs.values.indexOf(value) < index;
    if (!isTaken) return [];
    return [
      {
        path: ["outputs", "values", index],
        code: "duplicate-output",
        message: `There already is an output "${value}".`,
        hint: "Write each value once; other and failed are always there.",
      },
    ];
  });
}

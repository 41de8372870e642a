import { z } from "zod";
import { form } from "../form.ts";
import type { BlockKind, ParamProblem } from "../kind.ts";
import { drawSticky } from "./draw-sticky.ts";

const Option = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9_]{1,32}$/, "An option id is made of a to z, 0 to 9 and _.")
    .meta(
      form({
        label: "Id",
        help: "The output's name; stays when the label changes.",
        control: "id",
        section: "advanced",
      }),
    ),
  label: z
    .string()
    .max(100)
    .optional()
    .meta(form({ label: "Label", placeholder: "What this way is called" })),
  weight: z
    .number()
    .min(0)
    .max(100)
    .meta(
      form({
        label: "Share",
        help: "Percent of the customers who go this way.",
        control: "percent",
      }),
    ),
});

const AbTest = z.strictObject({
  options: z
    .array(Option)
    .min(2)
    .max(10)
    .meta(
      form({
        label: "Ways",
        help: "A customer always goes the same way.",
        row: "Add a way",
      }),
    ),
});
type AbTest = z.infer<typeof AbTest>;

/**
 * Splits customers by percent. A customer always goes the same way: the choice follows from the customer's
 * number and the block's id alone, so that nothing is stored and two blocks split independently. Changing
 * the weights moves only the customers between the old and the new borders.
 */
export const abTest: BlockKind<AbTest, AbTest> = {
  kind: "ab_test",
  family: "logic",
  title: "A/B test",
  summary: "Split customers by percent",
  schema: AbTest,
  migrations: [],
  outputs: ({ options }) => options.map(({ id }) => id),
  check: (params) => [...checkSum(params), ...checkIds(params)],
  references: () => ({ reads: [], writes: [], blocks: [], bots: [] }),
  prepare: (params) => params,
  enter({ id, prepared }, turn) {
    const draw = drawSticky(`${JSON.stringify(turn.field("id") ?? null)}/${id}`);
    return { kind: "leave", output: optionAt(prepared, draw) };
  },
};

// Of the sum, not of 100: weights such as 33.3333333 may sum to a hair under it.
function optionAt(params: AbTest, draw: number): string {
  const target = draw * sumOf(params);
  let border = 0;
  for (const { id, weight } of params.options) {
    border += weight;
    if (target < border) return id;
  }
  return params.options.at(-1)?.id ?? "";
}

function sumOf({ options }: AbTest): number {
  return options.reduce((total, { weight }) => total + weight, 0);
}

function checkSum(params: AbTest): readonly ParamProblem[] {
  const sum = sumOf(params);
  if (Math.abs(sum - 100) < 1e-6) return [];
  return [
    {
      path: ["options"],
      code: "weights-not-100",
      message: `The weights sum to ${Number(sum.toFixed(2))}.`,
      hint: "Let them sum to 100.",
    },
  ];
}

function checkIds({ options }: AbTest): readonly ParamProblem[] {
  return options.flatMap(({ id }, index) =>
    options.findIndex((other) => other.id === id) === index
      ? []
      : [
          {
            path: ["options", index, "id"],
            code: "duplicate-output",
            message: `There are two options "${id}".`,
            hint: "Give each option an id of its own.",
          },
        ],
  );
}

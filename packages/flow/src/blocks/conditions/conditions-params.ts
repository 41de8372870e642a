import { z } from "zod";
import { form } from "../form.ts";
import { operators } from "./operators.ts";

const Rule = z.strictObject({
  left: z
    .string()
    .min(1)
    .max(1000)
    .meta(
      form({
        label: "Value",
        help: "A field's name, or a text with fields in it.",
        placeholder: "field_name",
        control: "operand",
      }),
    ),
  operator: z.enum(operators).meta(
    form({
      label: "Comparison",
      choices: {
        equal: "is",
        not_equal: "is not",
        contains: "contains",
        not_contains: "does not contain",
        greater: "is greater than",
        less: "is less than",
        greater_or_equal: "is at least",
        less_or_equal: "is at most",
        is_set: "has a value",
        is_not_set: "has no value",
        starts_with: "begins with",
        ends_with: "ends with",
        matches: "matches the pattern",
      },
    }),
  ),
  right: z
    .union([z.string().max(1000), z.number(), z.boolean()])
    .optional()
    .meta(
      form({
        label: "Compared with",
        help: "@name alone is the field's value as it is.",
        control: "compared",
      }),
    ),
});
export type Rule = z.infer<typeof Rule>;

const Join = z.enum(["and", "or"]);

const joins = { and: "All of them hold", or: "Any of them holds" };

const Group = z.strictObject({
  join: Join.default("and").meta(form({ label: "The group holds when", choices: joins })),
  rules: z
    .array(Rule)
    .min(1)
    .max(20)
    .meta(form({ label: "Rules", row: "Add a rule" })),
});

/** Groups of rules. */
export const Conditions = z
  .strictObject({
    join: Join.default("and").meta(form({ label: "Go on at true when", choices: joins })),
    groups: z
      .array(Group)
      .min(1)
      .max(10)
      .meta(form({ label: "Groups of rules", row: "Add a group" })),
  })
  .meta(form({ label: "Conditions", control: "conditions" }));
export type Conditions = z.infer<typeof Conditions>;

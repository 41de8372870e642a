import { z } from "zod";
import { operators } from "./operators.ts";

const Rule = z.strictObject({
  /** A field's name, or a text with fields in it. */
  left: z.string().min(1).max(1000),
  operator: z.enum(operators),
  /** What to compare with; `@name` alone is the field's value as it is. Not for `is_set` and `is_not_set`. */
  right: z.union([z.string().max(1000), z.number(), z.boolean()]).optional(),
});
export type Rule = z.infer<typeof Rule>;

const Join = z.enum(["and", "or"]);

/** Groups of rules. */
export const Conditions = z.strictObject({
  /** How the groups join. */
  join: Join.default("and"),
  groups: z
    .array(z.strictObject({ join: Join.default("and"), rules: z.array(Rule).min(1).max(20) }))
    .min(1)
    .max(10),
});
export type Conditions = z.infer<typeof Conditions>;

import { z } from "zod";
import { success } from "./page.ts";
import { AnyObject } from "./tolerant.ts";

/** What a field holds. `object` holds any JSON object or list; dates are ISO 8601 texts. */
export const FieldType = z.enum([
  "string",
  "integer",
  "float",
  "boolean",
  "date",
  "datetime",
  "object",
]);
export type FieldType = z.infer<typeof FieldType>;

/** A field of a customer, which flows read and write as `@name`. */
export const Field = z
  .object({
    name: z.string(),
    type: FieldType,
    extra: z.record(z.string(), z.unknown()).describe("The writer's own note, kept and echoed."),
    value: z.unknown().describe("Any JSON, of the field's type; `null` where it was just cleared."),
  })
  .meta({
    id: "Field",
    examples: [{ name: "data", type: "object", extra: {}, value: { status: "paid" } }],
  });
export type Field = z.infer<typeof Field>;

const noteOfWriter = z.preprocess(
  (value) => (value === "" || value === null ? undefined : value),
  AnyObject.optional(),
);

const wantedType = z.preprocess(
  (value) => (value === "" || value === null ? undefined : value),
  FieldType.optional(),
);

/** A field as it is written. */
export const FieldWrite = z
  .object({
    value: z.unknown().describe("Any JSON. `null` clears the field."),
    type: wantedType.describe(
      "Without it the present type is kept, else it follows from the value.",
    ),
    extra: noteOfWriter.describe("The writer's own note, kept and echoed."),
  })
  .meta({ examples: [{ type: "object", extra: {}, value: { status: "paid" } }] });
export type FieldWrite = z.infer<typeof FieldWrite>;

/** A field by its name in a path. */
export const FieldName = z.string().describe("`a` to `z`, `0` to `9` and `_`, at most 64 of them.");

/** The answer that shows one field. */
export const FieldAnswer = z.object({ success, field: Field });
export type FieldAnswer = z.infer<typeof FieldAnswer>;

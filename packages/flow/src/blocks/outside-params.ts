import { z } from "zod";
import { isFieldName, maxFieldNameLength } from "../expression/field-name.ts";

/** The name of a field that a block writes. */
export const fieldName = z
  .string()
  .max(maxFieldNameLength)
  .refine(isFieldName, "A field name is made of a to z, 0 to 9 and _, and not a reserved word.");

/** The type that a value is coerced to before a field takes it. */
export const fieldType = z.enum([
  "string",
  "integer",
  "float",
  "boolean",
  "date",
  "datetime",
  "object",
]);

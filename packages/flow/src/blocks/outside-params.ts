import { z } from "zod";
import { isFieldName, maxFieldNameLength } from "../expression/field-name.ts";
import { form } from "./form.ts";

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

/** The form of a type that a value is coerced to. */
export const typeForm = form({
  label: "Type",
  help: "Without it, the type that the flow declares, or what the value is.",
  control: "field_type",
  section: "advanced",
  choices: {
    string: "Text",
    integer: "Whole number",
    float: "Number",
    boolean: "Yes or no",
    date: "Date",
    datetime: "Date and time",
    object: "Object or list",
  },
});

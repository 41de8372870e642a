import { z } from "zod";
import { answerField } from "./asking-params.ts";
import { form } from "./form.ts";

/** The name of a field that a block writes. */
export const fieldName = answerField;

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

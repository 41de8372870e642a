import type { FieldType } from "@parley/flow";
import { t } from "../../../../ui/words.ts";

const words: { readonly [T in FieldType]: () => string } = {
  string: () => t("Text"),
  integer: () => t("Whole number"),
  float: () => t("Number"),
  boolean: () => t("Yes or no"),
  date: () => t("Date"),
  datetime: () => t("Date and time"),
  object: () => t("Object or list"),
};

/** All types of fields, in the order they are offered. */
export const fieldTypes: readonly FieldType[] = [
  "string",
  "integer",
  "float",
  "boolean",
  "date",
  "datetime",
  "object",
];

/** The word for a type; nothing for one that is not known. */
export function typeWord(type: FieldType | null): string {
  return type === null ? "" : words[type]();
}

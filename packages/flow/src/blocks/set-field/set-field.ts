import { z } from "zod";
import { coerceField } from "../../expression/coerce.ts";
import { measureValue } from "../../expression/measure-value.ts";
import { fieldNamesOf, parseTemplate } from "../../expression/template.ts";
import type { FieldType, Value } from "../../expression/value.ts";
import { form } from "../form.ts";
import type { Block, BlockKind, Outcome, ParamProblem, Turn } from "../kind.ts";
import { fieldName, fieldType, typeForm } from "../outside-params.ts";
import {
  fillJsonTemplate,
  type JsonTemplate,
  parseJsonTemplate,
  textsIn,
} from "./json-template.ts";

/** The value that clears a field. */
const unset = "UNSET";

const Assignment = z.strictObject({
  field: fieldName.meta(form({ label: "Field", control: "field", placeholder: "field_name" })),
  type: fieldType.optional().meta(typeForm),
  value: z.json().meta(
    form({
      label: "Value",
      help: "@name inserts a field; alone, it is the field's value as it is. UNSET clears the field.",
      control: "value",
    }),
  ),
});
type Assignment = z.infer<typeof Assignment>;

const SetField = z.strictObject({
  assignments: z
    .array(Assignment)
    .min(1)
    .max(50)
    .meta(
      form({
        label: "Fields to set",
        help: "All of them, or none if a value does not fit its type.",
        row: "Add a field",
      }),
    ),
});
type SetField = z.infer<typeof SetField>;

interface Prepared {
  readonly assignments: readonly {
    readonly field: string;
    readonly type: FieldType | undefined;
    readonly value: JsonTemplate;
  }[];
}

/**
 * Sets fields: all of them, or none if a value does not fit its type. All values are computed from what the
 * fields were before the block, so that two assignments can swap. `UNSET`, and a field without a value, clear.
 */
export const setField: BlockKind<SetField, Prepared> = {
  kind: "set_field",
  family: "data",
  title: "Set a field",
  summary: "Give fields a value",
  schema: SetField,
  migrations: [],
  outputs: () => ["success", "failed"],
  check: ({ assignments }) => assignments.flatMap(checkAssignment),
  references: ({ assignments }) => ({
    reads: assignments.flatMap(({ value }) => fieldsIn(value)),
    writes: assignments.map(({ field }) => field),
    blocks: [],
    bots: [],
  }),
  prepare: ({ assignments }) => ({
    assignments: assignments.map(({ field, type, value }) => ({
      field,
      type,
      value: parseJsonTemplate(value === unset ? null : value),
    })),
  }),
  enter,
};

function enter({ prepared }: Block<Prepared>, turn: Turn): Outcome {
  const changes = prepared.assignments.map(({ field, type, value }) => ({
    field,
    type,
    value: fillJsonTemplate(value, turn.scope),
  }));
  const problem = setAll(turn, changes);
  if (problem === null) return { kind: "leave", output: "success" };
  turn.trace({ kind: "error", code: "value-not-kept", message: problem });
  return { kind: "leave", output: "failed" };
}

interface Change {
  readonly field: string;
  readonly type: FieldType | undefined;
  readonly value: Value;
}

function setAll(turn: Turn, changes: readonly Change[]): string | null {
  const misfit = changes.map(misfitOf).find((it) => it !== null);
  if (misfit !== undefined) return misfit;
  const before = changes.map(({ field }) => ({ field, type: undefined, value: turn.field(field) }));
  for (const [index, change] of changes.entries()) {
    const problem = apply(turn, change);
    if (problem === null) continue;
    // Declared types and the room for fields are known to the turn alone, so what was set is set back.
    for (const { field, type, value } of before.slice(0, index))
      apply(turn, { field, type, value: value ?? null });
    return problem;
  }
  return null;
}

function misfitOf({ type, value, field }: Change): string | null {
  if (type === undefined || value === null) return null;
  const coerced = coerceField(type, value);
  return coerced.ok ? null : `${field}: ${coerced.message}`;
}

function apply(turn: Turn, { field, type, value }: Change): string | null {
  if (value !== null) return turn.setField(field, value, type);
  turn.clearField(field);
  return null;
}

function fieldsIn(value: Value): readonly string[] {
  return textsIn(value).flatMap((text) => fieldNamesOf(parseTemplate(text)));
}

function checkAssignment({ type, value }: Assignment, index: number): readonly ParamProblem[] {
  const path = ["assignments", index, "value"];
  if (value === "") {
    const hint = `Write a value, or ${unset} to clear the field.`;
    return [{ path, code: "empty-value", message: "The value is empty.", hint }];
  }
  const { fault } = measureValue(value, { size: 64 * 1024, depth: 32 });
  if (fault !== undefined) {
    const hint = "At most 64 KiB and 32 levels, without keys such as __proto__.";
    return [{ path, code: "bad-value", message: `This value is refused: ${fault}.`, hint }];
  }
  if (type === undefined || value === unset || value === null || fieldsIn(value).length > 0)
    return [];
  const coerced = coerceField(type, value);
  if (coerced.ok) return [];
  return [
    {
      path,
      code: "value-not-of-type",
      message: coerced.message,
      hint: "Change the value or the type.",
    },
  ];
}

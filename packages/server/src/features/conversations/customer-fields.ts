import {
  coerceField,
  type Field,
  type FieldType,
  isFieldName,
  readField,
  type Value,
} from "@parley/flow";
import { AppError, invalidFields } from "../../errors.ts";
import type { Conversation } from "../../ports/store.ts";
import type { Advance } from "./advance.ts";
import type { Seal, TurnOutcome } from "./outcome.ts";

/** A field as a caller writes it. Without a type the present one is kept, else it follows from the value. */
export interface FieldInput {
  readonly value: Value;
  readonly type?: FieldType;
  readonly extra?: { readonly [key: string]: Value };
}

/** Set: fields of a customer, changed from outside. */
export interface CustomerFields {
  /** `observe` sees the customer as they were just before. */
  set(
    customerId: number,
    name: string,
    input: FieldInput,
    seal?: Seal,
    observe?: (before: Conversation) => void,
  ): Promise<TurnOutcome>;
  clear(customerId: number, name: string, seal?: Seal): Promise<TurnOutcome>;
}

/** Keys of a customer that are not fields; nobody may write them as such. */
const builtIn = new Set(
  (
    "id uuid avatar channel_id brand_id agent_id archived blocked unread opt_in last_message " +
    "last_message_content last_send_date last_receive_date register_date paused_until ticket_id " +
    "visitor_id meta_data custom_fields"
  ).split(" "),
);

/** Tells whether a name is a key of the customer itself. */
export function isBuiltInName(name: string): boolean {
  return builtIn.has(name);
}

/** Makes the changes of fields from outside. */
export function createCustomerFields({ advance }: { readonly advance: Advance }): CustomerFields {
  return {
    set: async (conversationId, name, input, seal, observe) => {
      refuseName(name);
      return advance({
        conversationId,
        happenings: (now) => {
          observe?.(now);
          return [{ kind: "set-fields", fields: { [name]: fieldFrom(now, name, input) } }];
        },
        ...(seal && { seal }),
      });
    },
    clear: async (conversationId, name, seal) =>
      advance({
        conversationId,
        happenings: (now) =>
          readField(now.state.fields, name)
            ? [{ kind: "set-fields", fields: { [name]: null } }]
            : [],
        ...(seal && { seal }),
      }),
  };
}

/** Checks several fields at once; `null` clears one. Throws with every problem by field. */
export function fieldsFrom(
  now: Conversation,
  inputs: { readonly [name: string]: FieldInput },
): { readonly [name: string]: Field | null } {
  const problems: { [name: string]: string[] } = {};
  const fields: { [name: string]: Field | null } = {};
  for (const [name, input] of Object.entries(inputs)) {
    const problem = fieldNameProblem(name);
    const made = problem ?? tryField(now, name, input);
    if (typeof made === "string") problems[name] = [made];
    else fields[name] = made;
  }
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  return fields;
}

function fieldFrom(now: Conversation, name: string, input: FieldInput): Field | null {
  const made = tryField(now, name, input);
  if (typeof made === "string") throw invalidFields({ value: [made] });
  return made;
}

function tryField(now: Conversation, name: string, input: FieldInput): Field | null | string {
  if (input.value === null) return null;
  const present = readField(now.state.fields, name);
  const wanted = input.type ?? (present && keptType(present.type, input.value));
  const coerced = coerceField(wanted, input.value);
  if (!coerced.ok) return coerced.message;
  const extra = input.extra ?? present?.extra;
  return { type: coerced.type, value: coerced.value, ...(extra && { extra }) };
}

/** A field keeps its type as long as the new value fits it. */
function keptType(type: FieldType, value: Value): FieldType | undefined {
  return coerceField(type, value).ok ? type : undefined;
}

function refuseName(name: string): void {
  const problem = fieldNameProblem(name);
  if (problem) throw new AppError("invalid-body", { fields: { name: [problem] } });
}

/** What is wrong with a name as that of a field; `null`: nothing. */
export function fieldNameProblem(name: string): string | null {
  if (!isFieldName(name)) return "A field name has a to z, 0 to 9 and _ only.";
  if (builtIn.has(name)) return `"${name}" belongs to the customer itself and is not a field.`;
  return null;
}

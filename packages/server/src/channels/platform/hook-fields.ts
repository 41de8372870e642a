import type { State, Value } from "@parley/flow";
import { otherKeysOf } from "../../features/conversations/channel-turns.ts";

/**
 * What is known of a customer beyond their own keys, as further members of their JSON, each with its comma in front:
 * fields, and what an API channel's owner told under names that no field can have. Written as text, so that no name,
 * whatever it is, can reach anything but its own key; `isOwn` tells the keys that are the customer's own.
 */
export function fieldMembers(
  state: State,
  isOwn: (name: string, value: Value) => boolean,
  told: (value: Value) => Value = (value) => value,
): string {
  const { fields } = state;
  let text = "";
  for (const [name, value] of Object.entries(otherKeysOf(state)))
    if (!isOwn(name, value) && !Object.hasOwn(fields, name)) text += member(name, told(value));
  for (const [name, { value }] of Object.entries(fields))
    if (!isOwn(name, value)) text += member(name, told(value));
  return text;
}

const member = (name: string, value: Value): string =>
  `,${JSON.stringify(name)}:${JSON.stringify(value)}`;

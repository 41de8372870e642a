import { otherKeysFact } from "../features/conversations/channel-turns.ts";
import type { HookTurn } from "../features/hooks/owe-hooks.ts";
import { isCustomerKey } from "./fit-hook-body.ts";

/** A turn whose customer has no custom fields, and the names of those that they had. */
export interface Bared {
  readonly turn: HookTurn;
  readonly names: readonly string[];
}

/** Takes a customer's custom fields away; what has the name of one of their own keys stays. */
export function withoutFields(turn: HookTurn): Bared {
  const { conversation } = turn;
  const { state } = conversation;
  const { [otherKeysFact]: others, ...facts } = state.facts;
  const fields = Object.entries(state.fields);
  const names = [...Object.keys(state.fields), ...Object.keys(Object(others))];
  return {
    turn: {
      ...turn,
      conversation: {
        ...conversation,
        state: {
          ...state,
          ...{ facts, fields: Object.fromEntries(fields.filter(([name]) => isCustomerKey(name))) },
        },
      },
    },
    names: [...new Set(names)].filter((name) => !isCustomerKey(name)),
  };
}

import type { ChannelCustomer } from "@parley/contract";
import type { State } from "@parley/flow";
import { otherKeysOf } from "../../features/conversations/channel-turns.ts";
import { contactText, customerName } from "../platform/present-customer.ts";

/**
 * A customer as the owner of an API channel reads them: what the owner told of them comes back as it was told, beside
 * the fields that the flow has set. The customer's own keys win.
 */
export function presentChannelCustomer(state: State, token: string | null): ChannelCustomer {
  const fields = Object.entries(state.fields).map(([name, { value }]) => [name, value]);
  return {
    ...otherKeysOf(state),
    ...Object.fromEntries(fields),
    id: state.id,
    name: customerName({ id: state.id, state }),
    email: contactText(state.fields, "email"),
    phone: contactText(state.fields, "phone"),
    token,
  };
}

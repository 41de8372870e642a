import type { NewCustomer } from "@parley/contract";
import type { Value } from "@parley/flow";
import { presentCustomer } from "../../channels/platform/present-customer.ts";
import { AppError, invalidFields } from "../../errors.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import { type FieldInput, isBuiltInName } from "../../features/conversations/customer-fields.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation } from "../../ports/store.ts";
import type { Answer } from "../answer.ts";
import { hasAuthorization, secretOf } from "../authenticate.ts";
import { channelGate, isChannelKey } from "../channel-gate.ts";
import { callerGate, type Gate } from "../route.ts";
import type { Call } from "../route-spec.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** Who creates a customer: an agent's token on a channel that it names, or an API channel itself. */
export type Creator =
  | { readonly kind: "agent"; readonly identity: Identity }
  | { readonly kind: "channel"; readonly channel: ChannelRecord };

/** Lets in agents, by their tokens or signed in, and API channels by their own keys. */
export function createGate(ports: ResourcePorts): Gate<Creator> {
  const letAgentsIn = callerGate(ports.routes, { scope: "customers:write" });
  const letChannelsIn = channelGate(ports);
  return async (request, reply) => {
    if (hasAuthorization(request) && isChannelKey(secretOf(request))) {
      const { caller, key } = await letChannelsIn(request, reply);
      return { caller: { kind: "channel", channel: caller }, key };
    }
    const { caller, key } = await letAgentsIn(request, reply);
    return { caller: { kind: "agent", identity: caller }, key };
  };
}

/** Creates the customer. Keys that are not the request's own become fields, as they are. */
export async function handleCreate(
  { features }: ResourcePorts,
  { identity: creator, body, keep }: Call<unknown, unknown, NewCustomer, Creator>,
): Promise<Answer> {
  const channel = await channelOf(features.channels, creator, body.channel_id);
  if (!channel.isActive) throw new AppError("channel-inactive");
  const externalToken = body.token ?? null;
  if (channel.type === "apichat" && externalToken === null)
    throw invalidFields({ token: ["This field is required."] });
  const present = (customer: Conversation): Answer => ({
    status: 201,
    body: { success: true, customer: { ...presentCustomer(customer), token: externalToken } },
  });
  const customer = await features.createCustomer(
    { channel, externalToken, fields: fieldsOf(body) },
    keep && ((made) => keep(present(made))),
  );
  return present(customer);
}

async function channelOf(
  channels: ResourcePorts["features"]["channels"],
  creator: Creator,
  channelId: number | undefined,
): Promise<ChannelRecord> {
  if (creator.kind === "channel") return creator.channel;
  if (channelId === undefined) throw invalidFields({ channel_id: ["This field is required."] });
  const channel = await channels.find(creator.identity.workspaceId, channelId);
  if (!channel) throw invalidFields({ channel_id: [`There is no channel ${channelId}.`] });
  return channel;
}

function fieldsOf({ channel_id: _c, token: _t, ...given }: NewCustomer): {
  readonly [name: string]: FieldInput;
} {
  const named = Object.entries(given).filter(
    ([name, value]) => !isBuiltInName(name) && value !== null && value !== undefined,
  );
  // The ingest gate lets nothing in that is not a value.
  return Object.fromEntries(named.map(([name, value]) => [name, { value: value as Value }]));
}

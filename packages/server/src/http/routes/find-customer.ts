import { PathId } from "@parley/contract";
import { z } from "zod";
import { AppError, noSuch } from "../../errors.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import type { Conversation } from "../../ports/store.ts";
import type { PlatformPorts } from "./platform-ports.ts";

/** The customer in a path. */
export const CustomerParams = z.object({ id: PathId.describe("The customer's number.") });

/** The refusal of a number that is no customer's. */
export const noCustomer = (id: number): AppError => noSuch("customer", id, "/v1/customers/");

/** Finds a customer of the caller's own workspace; any other is not found. */
export async function findCustomer(
  { features }: Pick<PlatformPorts, "features">,
  { workspaceId }: Pick<Identity, "workspaceId">,
  id: number,
): Promise<Conversation> {
  const conversation = await features.read(id);
  if (conversation?.workspaceId !== workspaceId) throw noCustomer(id);
  return conversation;
}

/** Finds a customer whom the bot or an agent may write to: their channel is active. */
export async function findReachableCustomer(
  ports: Pick<PlatformPorts, "features">,
  identity: Pick<Identity, "workspaceId">,
  id: number,
): Promise<Conversation> {
  const conversation = await findCustomer(ports, identity, id);
  const { channelId, workspaceId } = conversation;
  const channel = await ports.features.channels.find(workspaceId, channelId);
  if (!channel?.isActive) throw new AppError("channel-inactive");
  return conversation;
}

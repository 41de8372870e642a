import { PathId } from "@parley/contract";
import { z } from "zod";
import { noSuch } from "../../errors.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import type { HookRecord } from "../../ports/hooks.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** The channel in a path. */
export const HookChannelParams = z.object({ id: PathId.describe("The channel's number.") });

/** The hook in a path, under its channel. */
export const HookParams = HookChannelParams.extend({
  hook: PathId.describe("The hook's number."),
});
export type HookParams = z.output<typeof HookParams>;

/** Finds a channel of the caller's own workspace; any other is not found. */
export async function findHookChannel(
  { features }: Pick<ResourcePorts, "features">,
  { workspaceId }: Pick<Identity, "workspaceId">,
  id: number,
): Promise<ChannelRecord> {
  const channel = await features.channels.find(workspaceId, id);
  if (!channel) throw noSuch("channel", id, "/v1/channels/");
  return channel;
}

const noHook = ({ id, hook }: HookParams) =>
  noSuch("hook", hook, `/v1/channels/${id}/message_hooks/`);

/** Finds a hook of a channel of the caller's own workspace; any other is not found. */
export async function findHook(
  ports: Pick<ResourcePorts, "features" | "hooks">,
  identity: Pick<Identity, "workspaceId">,
  params: HookParams,
): Promise<HookRecord> {
  const channel = await findHookChannel(ports, identity, params.id);
  const hook = await ports.hooks.manage.find(channel.id, params.hook);
  if (!hook) throw noHook(params);
  return hook;
}

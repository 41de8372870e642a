import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Store } from "../../ports/store.ts";
import { makeHook } from "./make-hook.ts";

type Ports = Pick<Parameters<typeof makeHook>[0], "key"> & {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
};

/**
 * Makes hooks of the addresses that API channels kept among their settings before they had hooks. Each in one commit
 * with its channel, so that a start that breaks off is simply begun anew. Nobody was shown the signing secrets:
 * `rotate_secret` gives one.
 */
export async function adoptHookSettings(ports: Ports): Promise<void> {
  for (const workspace of await ports.store.workspaces())
    for (const channel of await ports.store.channels(workspace.id))
      if (channel.type === "apichat" && "hook_url" in channel.settings) await adopt(ports, channel);
}

async function adopt(ports: Ports, channel: ChannelRecord): Promise<void> {
  const { hook_url: url, ...settings } = channel.settings;
  const { id: channelId, workspaceId, name } = channel;
  const hasHook = (await ports.store.hooks(channelId)).some(({ form }) => form === "apichat");
  const about = { workspaceId, channelId, name, form: "apichat" } as const;
  const made =
    typeof url === "string" && !hasHook ? await makeHook(ports, { ...about, url }) : null;
  await ports.store.commit({
    records: [
      { kind: "put-channel", channel: { ...channel, settings } },
      ...(made ? [{ kind: "put-hook", hook: made.hook } as const] : []),
    ],
  });
}

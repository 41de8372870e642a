import { createChannels } from "../features/channels/channels.ts";
import { makeHook } from "../features/hooks/make-hook.ts";
import { readInstallationKey } from "../installation-key.ts";
import type { Opened } from "./with-store.ts";

/** A channel as a command makes it. */
export interface ChannelOptions {
  readonly type: "landbot" | "apichat";
  readonly name: string;
  readonly botId: number | null;
  /** Where an API channel's messages to its customers go. */
  readonly hookUrl?: string | undefined;
}

/**
 * Makes a channel and, in the same commit, its hook; gives what is to be printed. For an API channel `channel_token`
 * is its key, as its calls name it, and its public token stands beside it. Secrets are given here and never again.
 */
export async function makeChannel(
  opened: Opened,
  { type, name, botId, hookUrl }: ChannelOptions,
): Promise<{ readonly [key: string]: unknown }> {
  const printed: { [key: string]: unknown } = {};
  const { channel, key } = await createChannels(opened).create(
    { workspaceId: opened.workspace.id, name, type, botId },
    undefined,
    async (made) => {
      if (hookUrl === undefined) return [];
      const about = { workspaceId: opened.workspace.id, channelId: made.channel.id, name } as const;
      const { hook, secret } = await makeHook(
        { ...opened, key: readInstallationKey(opened.folder) },
        { ...about, url: hookUrl, form: "apichat" },
      );
      Object.assign(printed, { hook_id: hook.id, hook_secret: secret });
      return [{ kind: "put-hook", hook }];
    },
  );
  return {
    channel_id: channel.id,
    channel_token: key ?? channel.token,
    ...(key !== null && { channel_public_token: channel.token }),
    ...printed,
  };
}

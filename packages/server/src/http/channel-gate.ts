import { AppError } from "../errors.ts";
import type { Channels } from "../features/channels/channels.ts";
import type { ChannelRecord } from "../ports/records.ts";
import { secretOf } from "./authenticate.ts";
import type { Gate } from "./route.ts";
import { takeRate } from "./take-rate.ts";
import type { TokenBuckets } from "./token-buckets.ts";

const channelKeyPrefix = "parley_ch_";

/** Tells an API channel's own token from an agent's. */
export const isChannelKey = (secret: string): boolean => secret.startsWith(channelKeyPrefix);

/** Lets API channels in by their own tokens, within their rates. */
export function channelGate({
  features,
  buckets,
}: {
  readonly features: { readonly channels: Channels };
  /** Per channel; `null` when rates are not limited. */
  readonly buckets: TokenBuckets | null;
}): Gate<ChannelRecord> {
  return async (request, reply) => {
    const channel = await features.channels.byKey(channelSecretOf(request));
    if (channel?.type !== "apichat") throw new AppError("invalid-channel-key");
    const key = `channel.${channel.id}`;
    reply.headers(takeRate(buckets, key));
    return { caller: channel, key };
  };
}

/** A header that holds no token is a wrong one to those who call here; only none at all is none. */
function channelSecretOf(request: Parameters<typeof secretOf>[0]): string {
  try {
    return secretOf(request);
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid-token")
      throw new AppError("invalid-channel-key");
    throw error;
  }
}

import type { ChannelAnswer, HookPage } from "@parley/contract";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../../data/api.ts";

/** The address of a channel in the API. */
export const channelPath = (id: number): string => `/v1/channels/${id}/`;

/** One channel. */
export function channelQuery(api: Api, id: number) {
  return queryOptions({
    queryKey: ["channels", id],
    queryFn: async ({ signal }) => (await api.get<ChannelAnswer>(channelPath(id), signal)).channel,
  });
}

/** What the chat itself reads of a channel, as far as it may be shown now. */
export function chatConfigQuery(api: Api, configUrl: string) {
  return queryOptions({
    queryKey: ["channels", "config", configUrl],
    // The same server, by the address that this page was loaded from.
    queryFn: ({ signal }) =>
      api.get<Readonly<Record<string, unknown>>>(new URL(configUrl).pathname, signal),
    retry: false,
  });
}

/** A channel's hooks, an API channel's own among them. */
export function channelHooksQuery(api: Api, id: number) {
  return queryOptions({
    queryKey: ["hooks", "of-channel", id],
    queryFn: async ({ signal }) =>
      (await api.get<HookPage>(`${channelPath(id)}message_hooks/?kind=all&limit=100`, signal))
        .hooks,
  });
}

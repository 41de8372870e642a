import type { Bot, BotPage, BotTraffic, Channel, ChannelPage } from "@parley/contract";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";
import { readAll } from "./read-all.ts";

/** Every bot of the workspace. */
export function botsQuery(api: Api) {
  return queryOptions({
    queryKey: ["bots"],
    queryFn: ({ signal }) => readAll<BotPage, Bot>(api, "/v1/bots/", ({ bots }) => bots, signal),
  });
}

/** Every channel of the workspace. */
export function channelsQuery(api: Api) {
  return queryOptions({
    queryKey: ["channels"],
    queryFn: ({ signal }) =>
      readAll<ChannelPage, Channel>(api, "/v1/channels/", ({ channels }) => channels, signal),
  });
}

/** How many conversations began with each bot in the last day, by the hour. */
export function trafficQuery(api: Api) {
  return queryOptions({
    queryKey: ["bots", "traffic"],
    queryFn: ({ signal }) => api.get<BotTraffic>("/v1/bots/traffic/?hours=24", signal),
    staleTime: 5_000,
    refetchInterval: 10_000,
  });
}

import type {
  Channel,
  ChannelPage,
  Hook,
  HookDeliveryAnswer,
  HookDeliveryPage,
  HookInFullAnswer,
  HookPage,
} from "@parley/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "../../data/api.ts";
import { readAll } from "../../data/read-all.ts";
import { type DeliveryFilters, deliveriesQuery } from "./model/delivery-filters.ts";
import type { HookHealth } from "./model/hook-state.ts";

/** A hook beside its channel, as lists show it. */
export interface ListedHook {
  readonly hook: Hook;
  readonly channel: Channel;
}

/** Where a hook is, under its channel. */
export interface HookPlace {
  readonly channelId: number;
  readonly hookId: number;
}

const pageSize = 100;

/** The address of a channel's hooks in the API. */
export const hooksPath = (channelId: number): string => `/v1/channels/${channelId}/message_hooks/`;

/** The address of a hook in the API. */
export const hookPath = ({ channelId, hookId }: HookPlace): string =>
  `${hooksPath(channelId)}${hookId}/`;

/** All hooks of the workspace, with those of API channels. */
export function hooksQuery(api: Api) {
  return queryOptions({
    queryKey: ["hooks", "all"],
    queryFn: async ({ signal }): Promise<readonly ListedHook[]> => {
      const channels = await readAll<ChannelPage, Channel>(
        api,
        "/v1/channels/",
        (page) => page.channels,
        signal,
      );
      const owners = channels.filter(({ hooks, hook_id }) => hooks.length > 0 || hook_id);
      const lists = await Promise.all(owners.map((channel) => hooksOf(api, channel, signal)));
      return lists.flat();
    },
  });
}

/** One hook, with how far it is behind. */
export function hookQuery(api: Api, place: HookPlace) {
  return queryOptions({
    queryKey: ["hooks", place.channelId, place.hookId],
    queryFn: async ({ signal }) => (await api.get<HookInFullAnswer>(hookPath(place), signal)).hook,
    refetchInterval: 10_000,
  });
}

/** How a hook's deliveries of the last 24 hours ended so far, and the newest of them all. */
export function healthQuery(api: Api, place: HookPlace) {
  return queryOptions({
    queryKey: ["hooks", place.channelId, place.hookId, "health"],
    queryFn: async ({ signal }) => {
      const count = async (status: "ok" | "failed" | "dead") => {
        const query = deliveriesQuery({ status, period: "24h" }, Date.now());
        return (
          await api.get<HookDeliveryPage>(`${hookPath(place)}deliveries/?${query}&limit=0`, signal)
        ).total;
      };
      const [newest, delivered, retrying, givenUp] = await Promise.all([
        api.get<HookDeliveryPage>(`${hookPath(place)}deliveries/?limit=1`, signal),
        ...(["ok", "failed", "dead"] as const).map(count),
      ]);
      const health: HookHealth = {
        delivered: delivered ?? 0,
        retrying: retrying ?? 0,
        givenUp: givenUp ?? 0,
      };
      return { health, lastAt: newest.deliveries[0]?.created_at ?? null };
    },
    staleTime: 5_000,
  });
}

/** A hook's log, newest first, page by page. */
export function deliveriesPages(api: Api, place: HookPlace, filters: DeliveryFilters) {
  return infiniteQueryOptions({
    queryKey: ["hooks", place.channelId, place.hookId, "deliveries", filters],
    queryFn: ({ signal, pageParam }) => {
      const query = deliveriesQuery(filters, Date.now());
      query.set("offset", String(pageParam));
      query.set("limit", String(pageSize));
      return api.get<HookDeliveryPage>(`${hookPath(place)}deliveries/?${query}`, signal);
    },
    initialPageParam: 0,
    getNextPageParam: ({ total, deliveries }, _, offset) =>
      deliveries.length > 0 && offset + deliveries.length < total
        ? offset + deliveries.length
        : null,
    // The head of the log moves by itself; further down one reads.
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? 5_000 : false),
  });
}

/** One delivery with every attempt and the body. */
export function deliveryQuery(api: Api, place: HookPlace, id: string) {
  return queryOptions({
    queryKey: ["hooks", place.channelId, place.hookId, "delivery", id],
    queryFn: async ({ signal }) =>
      (await api.get<HookDeliveryAnswer>(`${hookPath(place)}deliveries/${id}/`, signal)).delivery,
    refetchInterval: ({ state }) =>
      state.data?.status === "pending" || state.data?.status === "failed" ? 3_000 : false,
  });
}

async function hooksOf(api: Api, channel: Channel, signal: AbortSignal): Promise<ListedHook[]> {
  const path = `${hooksPath(channel.id)}?kind=all&limit=${pageSize}`;
  const { hooks } = await api.get<HookPage>(path, signal);
  return hooks.map((hook) => ({ hook, channel }));
}

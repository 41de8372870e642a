import type { Channel, Hook, HookDeliveryPage, HookInFullAnswer, HookPage } from "@parley/contract";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../data/api.ts";
import { boundsOf, type Range } from "./model/range.ts";

/** A hook and whose messages it gets. */
export interface OwnedHook {
  readonly hook: Hook;
  readonly channelId: number;
}

/** How a hook did in a range of time, and how far it is behind now. */
export interface HookFigures {
  readonly delivered: number;
  readonly retrying: number;
  readonly givenUp: number;
  readonly owed: number;
  /** When the oldest that is owed came to be owed, in seconds; `null`: nothing is owed. */
  readonly owedSince: number | null;
}

/** Every hook of these channels, with those of API channels. */
export function channelHooksQuery(api: Api, channels: readonly Channel[]) {
  const owners = channels.filter(({ hooks, hook_id }) => hooks.length > 0 || hook_id);
  return queryOptions({
    queryKey: ["insights", "hooks", owners.map(({ id }) => id)],
    queryFn: async ({ signal }): Promise<readonly OwnedHook[]> => {
      const lists = await Promise.all(owners.map(({ id }) => hooksOf(api, id, signal)));
      return lists.flat();
    },
    staleTime: 60_000,
  });
}

/** How one hook did. */
export function hookFiguresQuery(api: Api, { hook, channelId }: OwnedHook, range: Range) {
  const path = `/v1/channels/${channelId}/message_hooks/${hook.id}/`;
  return queryOptions({
    queryKey: ["insights", "hooks", channelId, hook.id, range],
    queryFn: async ({ signal }): Promise<HookFigures> => {
      const { since, until } = boundsOf(range, Date.now() / 1000);
      const count = async (status: "ok" | "failed" | "dead") => {
        const query = new URLSearchParams({
          status,
          since: String(since),
          until: String(until),
          limit: "0",
        });
        return (await api.get<HookDeliveryPage>(`${path}deliveries/?${query}`, signal)).total;
      };
      const [full, delivered, retrying, givenUp] = await Promise.all([
        api.get<HookInFullAnswer>(path, signal),
        count("ok"),
        count("failed"),
        count("dead"),
      ]);
      const { owed, oldest_owed_at } = full.hook;
      return { delivered, retrying, givenUp, owed, owedSince: oldest_owed_at };
    },
    staleTime: 30_000,
  });
}

/** Says whether a hook needs somebody: its receiver fails, or it was told to stop. */
export function isUnwell({
  status,
  failing_since,
}: Pick<Hook, "status" | "failing_since">): boolean {
  return status === "gone" || status === "failing" || failing_since !== null;
}

async function hooksOf(api: Api, channelId: number, signal: AbortSignal): Promise<OwnedHook[]> {
  const path = `/v1/channels/${channelId}/message_hooks/?kind=all&limit=100`;
  const { hooks } = await api.get<HookPage>(path, signal);
  return hooks.map((hook) => ({ hook, channelId }));
}

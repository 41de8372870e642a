import type { FlowDocument } from "@parley/flow";
import { keepPreviousData, type QueryClient, useQuery } from "@tanstack/react-query";
import { type Api, ApiError } from "../../data/api.ts";
import { useApi } from "../../data/api-context.ts";
import { botQuery, versionQuery } from "./builder-queries.ts";
import { botsAfter, gatherBots, type OtherBot, type OtherBots } from "./try/model/other-bots.ts";

const none: OtherBots = new Map();

/** The published flows of the bots that a draft can lead to; `null` until they are there. */
export function useOtherBots(bot: number, flow: FlowDocument): OtherBots | null {
  const api = useApi();
  const { data, isError } = useQuery({
    queryKey: ["bots", String(bot), "led-to", botsAfter(flow)],
    queryFn: ({ client }) => gatherBots(flow, bot, (other) => readPublished(api, client, other)),
    // A run goes on while the draft begins to lead elsewhere.
    placeholderData: keepPreviousData,
  });
  // Without them a run goes as far as this bot does, and says so.
  return isError ? none : (data ?? null);
}

async function readPublished(api: Api, queries: QueryClient, id: number): Promise<OtherBot | null> {
  try {
    const { name, version } = await queries.fetchQuery(botQuery(api, String(id)));
    if (version === 0) return null;
    const flow = await queries.fetchQuery(versionQuery(api, String(id), version));
    return { name, version, flow };
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

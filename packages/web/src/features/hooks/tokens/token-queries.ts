import type { TokenPage } from "@parley/contract";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../../data/api.ts";

/** The workspace's keys to the API, the newest first. */
export function tokensQuery(api: Api) {
  return queryOptions({
    queryKey: ["tokens"],
    queryFn: async ({ signal }) => {
      const { tokens } = await api.get<TokenPage>("/v1/tokens/?limit=100", signal);
      return tokens.toSorted((a, b) => b.created_at - a.created_at);
    },
  });
}

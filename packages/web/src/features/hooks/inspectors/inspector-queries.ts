import type { InspectedRequestPage, InspectorAnswer, InspectorPage } from "@parley/contract";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../../data/api.ts";

/** The address of an inspector in the API. */
export const inspectorPath = (id: number): string => `/v1/inspectors/${id}/`;

/** The workspace's inspectors: at most 20. */
export function inspectorsQuery(api: Api) {
  return queryOptions({
    queryKey: ["inspectors"],
    queryFn: async ({ signal }) =>
      (await api.get<InspectorPage>("/v1/inspectors/?limit=100", signal)).inspectors,
  });
}

/** One inspector. */
export function inspectorQuery(api: Api, id: number) {
  return queryOptions({
    queryKey: ["inspectors", id],
    queryFn: async ({ signal }) =>
      (await api.get<InspectorAnswer>(inspectorPath(id), signal)).inspector,
  });
}

/** What an inspector was sent: the newest 100. */
export function inspectedQuery(api: Api, id: number) {
  return queryOptions({
    queryKey: ["inspectors", id, "requests"],
    queryFn: async ({ signal }) =>
      (await api.get<InspectedRequestPage>(`${inspectorPath(id)}requests/?limit=100`, signal))
        .requests,
    // Nobody followed the line while nobody looked.
    staleTime: 0,
  });
}

import type { CommentAnswer, CommentPage, NewComment } from "@parley/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";

const refreshMs = 20_000;

/** What those who build a bot say about its canvas. */
export function useComments(bot: number) {
  const api = useApi();
  return useQuery({
    queryKey: ["bots", String(bot), "comments"],
    queryFn: async ({ signal }) =>
      (await api.get<CommentPage>(`/v1/bots/${bot}/comments/?limit=100`, signal)).comments,
    refetchInterval: refreshMs,
  });
}

/** Writes, settles and takes back comments. */
export function useCommentChanges(bot: number) {
  const api = useApi();
  const queries = useQueryClient();
  const path = `/v1/bots/${bot}/comments/`;
  const onSuccess = () =>
    queries.invalidateQueries({ queryKey: ["bots", String(bot), "comments"] });
  const add = useMutation({
    mutationFn: (body: NewComment) => api.write<CommentAnswer>("POST", path, { body }),
    onSuccess,
  });
  const settle = useMutation({
    mutationFn: (id: number) =>
      api.write<CommentAnswer>("PATCH", `${path}${id}/`, { body: { resolved: true } }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: number) => api.write("DELETE", `${path}${id}/`),
    onSuccess,
  });
  return { add, settle, remove };
}

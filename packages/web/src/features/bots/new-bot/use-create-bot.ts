import type { BotAnswer } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "../../../data/api-context.ts";

/** What a new bot is made of. */
export interface BotPlan {
  readonly name: string;
  readonly readFlow: () => Promise<unknown>;
}

/** Makes a bot and opens it in the builder. */
export function useCreateBot() {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async ({ name, readFlow }: BotPlan) => {
      const flow = await readFlow();
      const body = { name, flow };
      return (await api.write<BotAnswer>("POST", "/v1/bots/", { body })).body.bot;
    },
    onSuccess: async ({ id }) => {
      void queries.invalidateQueries({ queryKey: ["bots"] });
      await navigate({ to: "/bots/$botId/builder", params: { botId: String(id) } });
    },
  });
  return { mutate, isPending, refusal: error?.message };
}

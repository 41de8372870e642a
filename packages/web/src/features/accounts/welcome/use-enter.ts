import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useApi } from "../../../data/api-context.ts";

/** Goes inside after the session has become another: nothing that was read before holds. */
export function useEnter(): (path: string) => void {
  const api = useApi();
  const router = useRouter();
  const queries = useQueryClient();
  return (path) => {
    queries.clear();
    api.enter(0);
    void router.navigate({ href: path, replace: true });
  };
}

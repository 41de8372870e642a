import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";

/** Goes inside after the session has become another: nothing that was read before holds. */
export function useEnter(): (path: string) => void {
  const router = useRouter();
  const queries = useQueryClient();
  return (path) => {
    queries.clear();
    void router.navigate({ href: path, replace: true });
  };
}

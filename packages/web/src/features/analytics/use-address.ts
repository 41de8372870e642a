import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

type Search = Readonly<Record<string, unknown>>;

/** What stands behind the `?` of the page's address, and how it is changed: what is not given any more goes. `change` stays the same. */
export function useAddress(): {
  readonly search: Search;
  readonly change: (next: Search) => void;
} {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (next: Search) =>
      void navigate({
        to: ".",
        search: (now: Search) => givenOf({ ...now, ...next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return { search, change };
}

function givenOf(search: Search): Search {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

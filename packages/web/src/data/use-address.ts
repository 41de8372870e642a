import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

type Search = Readonly<Record<string, unknown>>;

/** What stands behind the `?` of the page's address, and how it is changed. */
export interface Address {
  readonly search: Search;
  /** Adds to the address, and takes out what is empty. Going back leads to before a step; of other changes it knows nothing. */
  readonly change: (next: Search, options?: { readonly isStep?: boolean }) => void;
}

/** The page's address; `change` stays the same as long as the page does. */
export function useAddress(): Address {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback<Address["change"]>(
    (next, { isStep = false } = {}) =>
      void navigate({
        to: ".",
        search: (now: Search) => givenOf({ ...now, ...next }),
        replace: !isStep,
        resetScroll: false,
      }),
    [navigate],
  );
  return { search, change };
}

/** A search without what is not set. */
function givenOf(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ""),
  );
}

import { useNavigate, useSearch } from "@tanstack/react-router";

type Search = Readonly<Record<string, unknown>>;

/** What stands behind the `?` of the page's address, and how it is changed: what is not given any more goes. */
export function useAddress(): {
  readonly search: Search;
  readonly change: (next: Search, options?: { readonly isStep?: boolean }) => void;
} {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  return {
    search,
    change: (next, { isStep = false } = {}) =>
      void navigate({ to: ".", search: () => givenOf({ ...search, ...next }), replace: !isStep }),
  };
}

/** A search without what is not set. */
function givenOf(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ""),
  );
}

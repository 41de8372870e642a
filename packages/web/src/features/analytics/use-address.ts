import { useNavigate, useSearch } from "@tanstack/react-router";

type Search = Readonly<Record<string, unknown>>;

/** What stands behind the `?` of the page's address, and how it is changed: what is not given any more goes. */
export function useAddress(): {
  readonly search: Search;
  readonly change: (next: Search) => void;
} {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  return {
    search,
    change: (next) =>
      void navigate({
        to: ".",
        search: () => givenOf({ ...search, ...next }),
        replace: true,
        resetScroll: false,
      }),
  };
}

function givenOf(search: Search): Search {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** The items that answer a search, the best first; equals stay in their order. `rank` says how well: 0 is not at all. */
export function bestMatches<T>(items: readonly T[], rank: (item: T) => number): readonly T[] {
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((it) => it.rank > 0)
    .toSorted((one, other) => other.rank - one.rank)
    .map(({ item }) => item);
}

import { bestMatches } from "../ui/best-matches.ts";
import { matchWords } from "../ui/match-words.ts";

/** Before one has searched, each group shows its first few. */
const mostUnasked = 8;
/** Whoever has to look further types another letter. */
const mostFound = 40;

interface Row {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly keywords: readonly string[];
}

/** The rows to show for a search: the best first, groups by their best; without one the first of each group. */
export function findRows<R extends Row>(
  rows: readonly R[],
  search: string,
  recent: readonly string[],
): readonly R[] {
  if (search.trim() === "") return firstOfEach(rows.filter(({ id }) => !recent.includes(id)));
  return bestMatches(rows, (row) => rank(row, search)).slice(0, mostFound);
}

/** What is called so comes before what only has it beside its name. */
function rank({ label, keywords }: Row, search: string): number {
  return matchWords(label, search) || matchWords([label, ...keywords].join(" "), search) / 2;
}

function firstOfEach<R extends Row>(rows: readonly R[]): readonly R[] {
  const counts = new Map<string, number>();
  return rows.filter(({ group }) => {
    const count = (counts.get(group) ?? 0) + 1;
    counts.set(group, count);
    return count <= mostUnasked;
  });
}

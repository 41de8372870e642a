/** A line of a comparison of two texts. */
export interface DiffLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
  /** Line numbers in the former and the present text; `null` where it has no such line. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Compares two texts line by line, by the shortest way from one to the other (Myers). */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  return diffParts(before.split("\n"), after.split("\n"));
}

/** Compares two texts in parts: lines, or words. */
export function diffParts(one: readonly string[], other: readonly string[]): readonly DiffLine[] {
  const start = commonPrefix(one, other);
  const end = commonSuffix(one.slice(start), other.slice(start));
  const middle = shortestEdit(
    one.slice(start, one.length - end),
    other.slice(start, other.length - end),
  );
  const kinds: readonly DiffLine["kind"][] = [
    ...Array.from({ length: start }, () => "same" as const),
    ...middle,
    ...Array.from({ length: end }, () => "same" as const),
  ];
  let [left, right] = [0, 0];
  return kinds.map((kind) => {
    const line = {
      kind,
      text: (kind === "added" ? other[right] : one[left]) ?? "",
      before: kind === "added" ? null : left + 1,
      after: kind === "removed" ? null : right + 1,
    };
    if (kind !== "added") left += 1;
    if (kind !== "removed") right += 1;
    return line;
  });
}

/** Changed lines with a few around them; `null` stands for lines that are left out. */
export function hunksOf(lines: readonly DiffLine[], around = 3): readonly (DiffLine | null)[] {
  const near = new Set<number>();
  for (const [at, { kind }] of lines.entries()) {
    if (kind === "same") continue;
    for (let it = at - around; it <= at + around; it += 1) near.add(it);
  }
  return lines.flatMap((line, at) => {
    if (near.has(at)) return [line];
    return at === 0 || near.has(at - 1) ? [null] : [];
  });
}

/** Past this many differing lines the shortest way is not worth its time: all is said to be new. */
const mostDifferences = 1500;

function shortestEdit(one: readonly string[], other: readonly string[]): DiffLine["kind"][] {
  const most = Math.min(one.length + other.length, mostDifferences);
  const reach = new Map<number, number>([[1, 0]]);
  const trail: ReadonlyMap<number, number>[] = [];
  for (let steps = 0; steps <= most; steps += 1) {
    trail.push(new Map(reach));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = furthest(reach, diagonal, steps);
      while (x < one.length && x - diagonal < other.length && one[x] === other[x - diagonal])
        x += 1;
      reach.set(diagonal, x);
      if (x >= one.length && x - diagonal >= other.length)
        return walkBack(trail, one.length, other.length);
    }
  }
  return [...one.map(() => "removed" as const), ...other.map(() => "added" as const)];
}

type Reach = ReadonlyMap<number, number>;

function furthest(reach: Reach, diagonal: number, steps: number): number {
  const former = formerDiagonal(reach, diagonal, steps);
  return (reach.get(former) ?? -1) + (former < diagonal ? 1 : 0);
}

function formerDiagonal(reach: Reach, diagonal: number, steps: number): number {
  const [left = -1, right = -1] = [reach.get(diagonal - 1), reach.get(diagonal + 1)];
  const isFromRight = diagonal === -steps || (diagonal !== steps && left < right);
  return isFromRight ? diagonal + 1 : diagonal - 1;
}

function walkBack(trail: readonly Reach[], left: number, right: number) {
  const kinds: DiffLine["kind"][] = [];
  let [x, y] = [left, right];
  for (const [steps, reach] of [...trail.entries()].reverse()) {
    const former = formerDiagonal(reach, x - y, steps);
    const from = { x: reach.get(former) ?? 0, y: (reach.get(former) ?? 0) - former };
    const same = Math.min(x - Math.max(from.x, 0), y - Math.max(from.y, 0));
    kinds.push(...Array.from({ length: same }, () => "same" as const));
    if (steps > 0) kinds.push(former > x - y ? "added" : "removed");
    [x, y] = [from.x, from.y];
  }
  return kinds.reverse();
}

function commonPrefix(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one[at] === other[at]) at += 1;
  return at;
}

function commonSuffix(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && one[one.length - 1 - count] === other[other.length - 1 - count])
    count += 1;
  return count;
}

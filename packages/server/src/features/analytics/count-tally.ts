import type { Count, CountKind, LoggedMove, LoggedTurn, TurnFacts } from "../../ports/analytics.ts";

const hourMs = 3_600_000;
const dayHours = 24;

/** Where and when something happened. */
export interface Moment {
  readonly atMs: number;
  readonly botId: number;
  readonly version: number;
}

/** Adds up, so that what happens often is written once. */
export interface Tally {
  add(at: Moment, kind: CountKind, name: string, detail: string, count: number): void;
  /** What a turn did, whatever its conversation did before. */
  turn(turn: LoggedTurn): void;
  /** By the hour and by the day; answers by the day alone. */
  counts(): readonly Count[];
}

export function createTally(): Tally {
  const hourly = createSums();
  const turns = createTurnGroups();
  const add: Tally["add"] = ({ atMs, botId, version }, kind, name, detail, count) => {
    if (count === 0) return;
    const hour = Math.floor(atMs / hourMs);
    hourly.add({ botId, version, kind, bucketHours: 1, hour, name, detail, count });
  };
  return {
    add,
    turn: turns.add,
    counts: () => {
      for (const group of turns.take()) addTurns(add, group);
      const sums = createSums();
      for (const count of hourly.counts()) {
        if (count.kind !== "answer") sums.add(count);
        const hour = Math.floor(count.hour / dayHours) * dayHours;
        sums.add({ ...count, bucketHours: dayHours, hour });
      }
      return sums.counts();
    },
  };
}

/** Turns that did the same, in the same hour with the same version. */
interface TurnGroup {
  readonly at: Moment;
  readonly hour: number;
  readonly facts: TurnFacts;
  times: number;
}

/** Most turns do what many others do: they are told apart by their facts, which a store gives as one object where they are equal. */
function createTurnGroups() {
  const groups = new Map<TurnFacts, TurnGroup[]>();
  return {
    add: ({ atMs, botId, version, facts }: LoggedTurn): void => {
      const hour = Math.floor(atMs / hourMs);
      const known = groups.get(facts) ?? [];
      const same = known.find(
        (group) => group.hour === hour && group.at.botId === botId && group.at.version === version,
      );
      if (same) same.times += 1;
      else groups.set(facts, [...known, { at: { atMs, botId, version }, hour, facts, times: 1 }]);
    },
    take: (): readonly TurnGroup[] => {
      const taken = [...groups.values()].flat();
      groups.clear();
      return taken;
    },
  };
}

function addTurns(add: Tally["add"], { at, facts, times }: TurnGroup): void {
  add(at, "bot", "in", "", (facts.in ?? 0) * times);
  add(at, "bot", "out", "", (facts.out ?? 0) * times);
  add(at, "bot", "goals", "", (facts.goals ?? 0) * times);
  for (const move of facts.moves ?? []) addMove(add, at, move, times);
}

function addMove(add: Tally["add"], at: Moment, move: LoggedMove, times: number): void {
  const [block, isEntry, output = null, answer = null, botId = at.botId, version = at.version] =
    move;
  const of = { atMs: at.atMs, botId, version };
  if (isEntry === 1) add(of, "entered", block, "", times);
  if (output !== null) add(of, "left", block, output, times);
  if (answer !== null) add(of, "answer", block, answer, times);
}

/** Counts of the same become one; what comes to nothing is left out. */
export function sumCounts(counts: Iterable<Count>): readonly Count[] {
  const sums = createSums();
  for (const count of counts) sums.add(count);
  return sums.counts();
}

function createSums() {
  const sums = new Map<string, { readonly of: Count; sum: number }>();
  return {
    add: (of: Count): void => {
      const { botId, version, kind, bucketHours, hour, name, detail } = of;
      const key = `${botId} ${version} ${kind} ${bucketHours} ${hour} ${name}\n${detail}`;
      const known = sums.get(key);
      if (known) known.sum += of.count;
      else sums.set(key, { of, sum: of.count });
    },
    counts: (): readonly Count[] =>
      [...sums.values()].flatMap(({ of, sum }) => (sum === 0 ? [] : { ...of, count: sum })),
  };
}

import { parseArgs } from "node:util";

/** What is to be run. */
export interface Options {
  readonly seed: number;
  readonly isQuick: boolean;
  /** Ids such as F1; empty: all. */
  readonly only: readonly string[];
  /** A missing tool is a failure, not a skip. */
  readonly mustRunAll: boolean;
}

/** Reads the command line. Throws with what is wrong and what would be right. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  newSeed: () => number,
): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      seed: { type: "string" },
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const seed = values.seed === undefined ? newSeed() : Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0)
    throw new Error(`--seed is "${values.seed}": give a whole number, such as the one printed.`);
  return {
    seed,
    isQuick: values.quick,
    only: values.only.flatMap((it) => it.split(",")).map((it) => it.trim().toUpperCase()),
    mustRunAll: env.PARLEY_TEST_ALL === "1",
  };
}

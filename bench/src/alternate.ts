/**
 * Measures several things in turns, a window of each a round, and gives each one's windows. A machine's speed drifts
 * by more within a run than what is compared differs by; side by side, the drift meets all alike.
 */
export async function alternate<T>(
  rounds: number,
  windows: readonly (() => Promise<T>)[],
): Promise<T[][]> {
  const taken: T[][] = windows.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, window] of windows.entries()) taken[at]?.push(await window());
  }
  return taken;
}

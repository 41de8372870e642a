import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";

/** By then the start is over, and who waited for it has been met. */
const afterMs = 1500;
const lookedAtMs = 500;
/** A loop that is busier than this, of 1, has better to do; and what it does makes the engine collect by itself. */
const mostBusy = 0.05;

/**
 * Gives back what only the start needed, once, unless something goes on by then; tells whether it did. The engine lets its
 * young generation grow while the program loads, and takes nothing back before there is much to collect, which on a quiet
 * machine is hours away. The loop stands still for some 50 ms.
 *
 * Only where the program was started with `--expose-gc`, as `npm start` does.
 */
export async function giveBackMemory(
  collect: ((how: NodeJS.GCOptions) => void) | undefined = globalThis.gc,
): Promise<boolean> {
  if (!collect) return false;
  await wait(afterMs, undefined, { ref: false });
  const before = performance.eventLoopUtilization();
  await wait(lookedAtMs, undefined, { ref: false });
  if (performance.eventLoopUtilization(before).utilization > mostBusy) return false;
  collect({ type: "major", flavor: "last-resort" });
  return true;
}

// Plain JavaScript: on a fresh clone it meets whatever Node runs npm.
import { cpus, totalmem } from "node:os";

/**
 * With what the server is started. Once a quiet server has started, it has collected what only its start needed, which takes the
 * first of these. On one or two cores one helper thread of the engine is better than four, which take
 * turns with the thread that answers: 8 % more turns a second, a third less at the slow end, 5 MB less. And marking the old
 * generation when it has grown to four times what is alive, not to twice, takes a third of the helper's work away; where
 * memory is scarce that is no bargain.
 */
export function serverFlags() {
  const always = ["--expose-gc"];
  if (cpus().length > 2) return always;
  const memory = Math.min(totalmem(), process.constrainedMemory?.() || Number.POSITIVE_INFINITY);
  const isRoomy = memory >= 2 * 2 ** 30;
  return [...always, "--v8-pool-size=1", ...(isRoomy ? ["--heap-growing-percent=300"] : [])];
}

import { readFileSync } from "node:fs";

/**
 * How many connections the public port may hold: what the system lets this process open, less what its own work
 * needs. Without that, whoever opens connections and sends nothing keeps it from its files, from other people's servers
 * and from its operations port. `null`: the system does not tell, or sets no limit.
 */
export function mostConnections(readLimits = systemLimits): number | null {
  const soft = /^Max open files +(\d+)/m.exec(readLimits())?.[1];
  return soft === undefined ? null : Number(soft) - Math.min(mostReserved, Number(soft) >> 2);
}

const mostReserved = 1_024;

function systemLimits(): string {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    return "";
  }
}

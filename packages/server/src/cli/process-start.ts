import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/**
 * When a process was started, as a text that no later process of the same number shares; `null` when there is none
 * or it has ended already.
 */
export function processStart(pid: number): string | null {
  return existsSync("/proc/self/stat") ? fromProc(pid) : fromPs(pid);
}

const ended = new Set(["Z", "X", "x"]);

function fromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in parentheses and may hold anything: what follows the last one has fixed places.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, start] = [fields[0] ?? "Z", fields[19]];
    if (start === undefined || ended.has(state)) return null;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}.${start}`;
  } catch {
    return null;
  }
}

function fromPs(pid: number): string | null {
  const { status, stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], {
    encoding: "utf8",
  });
  return status === 0 && stdout.trim() !== "" ? stdout.trim() : null;
}

import type { HookHealth } from "../../ports/hooks.ts";
import type { Journal } from "./journal.ts";
import { type MemoryData, toJson } from "./memory-data.ts";

/** Notes what deliveries have shown of a hook, unless it was deleted meanwhile. */
export function putHookHealth(data: MemoryData, journal: Journal, health: HookHealth): void {
  if (data.hooks.has(health.hookId)) {
    journal.put(data.hookHealth, health.hookId, toJson(health));
  }
}

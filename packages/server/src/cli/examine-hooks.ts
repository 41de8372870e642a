import type { HookRecord, HookStore } from "../ports/hooks.ts";
import { type Finding, fine, warning } from "./finding.ts";

type HookState = "on" | "off" | "failing" | "gone";

/** Counts hooks by what they do, tells how far behind they are and what was given up. Warns of receivers that do not work. */
export async function examineHooks(
  store: Pick<HookStore, "allHooks" | "hookHealth" | "owedTo" | "deliveries">,
  nowMs: number,
): Promise<Finding> {
  const hooks = await store.allHooks();
  const states: HookState[] = [];
  let owed = 0;
  let dead = 0;
  let oldestMs = nowMs;
  for (const hook of hooks) {
    states.push(await stateOf(store, hook));
    const owedToIt = await store.owedTo(hook.id);
    owed += owedToIt.count;
    const givenUp = { hookId: hook.id, status: "dead", offset: 0, limit: 0 } as const;
    dead += (await store.deliveries(givenUp)).total;
    oldestMs = Math.min(oldestMs, owedToIt.oldestMs ?? nowMs);
  }
  const parts = (["off", "failing", "gone"] as const).flatMap((state) => {
    const count = states.filter((it) => it === state).length;
    return count === 0 ? [] : [`, ${count} ${state}`];
  });
  const oldest = owed === 0 ? "" : `, the oldest for ${ageOf(nowMs - oldestMs)}`;
  const givenUp = dead === 0 ? "" : `; ${dead} given up or skipped, as far back as the log goes`;
  const found = `${hooks.length} hooks${parts.join("")}; ${owed} deliveries owed${oldest}${givenUp}`;
  const advice = hooks.flatMap((hook, index) => adviceFor(hook, states[index]));
  return advice.length === 0
    ? fine("hooks", found)
    : warning("hooks", found, advice.slice(0, mostNamed).join(" "));
}

const mostNamed = 5;

async function stateOf(
  store: Pick<HookStore, "hookHealth">,
  { id, isEnabled }: HookRecord,
): Promise<HookState> {
  if (!isEnabled) return "off";
  return (await store.hookHealth(id))?.notice?.code ?? "on";
}

function adviceFor({ id, channelId }: HookRecord, state: HookState | undefined): readonly string[] {
  const name = `Hook ${id} of channel ${channelId}`;
  if (state === "gone") return [`${name} answered 410: switch it on again when it works.`];
  if (state === "failing") return [`${name} has failed for days: look at its deliveries.`];
  return [];
}

/** In the largest unit that it fills, whole. */
function ageOf(ms: number): string {
  const [unit, unitMs] = units.find(([, size]) => ms >= size) ?? ["seconds", 1_000];
  return `${Math.floor(ms / unitMs)} ${unit}`;
}

const units = [
  ["days", 86_400_000],
  ["hours", 3_600_000],
  ["minutes", 60_000],
] as const;

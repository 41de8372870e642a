import { setTimeout as sleep } from "node:timers/promises";
import type { FailpointName, Failpoints } from "./ports/failpoints.ts";
import { noFailpoints } from "./ports/failpoints.ts";

/** What a failpoint does, and at which of its hits. */
interface Setting {
  readonly name: FailpointName;
  readonly action:
    | { readonly kind: "kill" | "throw" }
    | { readonly kind: "sleep"; readonly ms: number };
  readonly hit: number;
}

const names: { readonly [K in FailpointName]: true } = {
  "before-commit": true,
  "after-commit-before-ack": true,
  "after-commit-before-wake": true,
  "after-external-call-before-record": true,
  "timer-due": true,
  "hook-sent-before-mark": true,
};

const shape = /^([a-z-]+)=(kill|throw|sleep\((\d{1,6})\))@(\d{1,6})$/;

/**
 * Makes failpoints from a text such as `after-commit-before-ack=kill@3;timer-due=sleep(2000)@1`: kill at the third hit
 * of the one, sleep at the first of the other. Throws with what cannot be read; an empty text is nothing at all.
 */
export function createFailpoints(text: string): Failpoints {
  if (text === "") return noFailpoints;
  const settings = text.split(";").map(readSetting);
  const hits = new Map<FailpointName, number>();
  return {
    hit: (name) => {
      const hit = (hits.get(name) ?? 0) + 1;
      hits.set(name, hit);
      const found = settings.find((it) => it.name === name && it.hit === hit);
      return found ? act(found) : null;
    },
  };
}

function readSetting(text: string): Setting {
  const [, name = "", action = "", ms = "0", hit = "0"] = shape.exec(text) ?? [];
  if (!isName(name) || Number(hit) < 1)
    throw new Error(
      `PARLEY_FAILPOINTS has "${text}": write name=kill@1, name=throw@1 or name=sleep(100)@1; names are ${Object.keys(names).join(", ")}.`,
    );
  const kind = action === "kill" || action === "throw" ? action : "sleep";
  return {
    name,
    action: kind === "sleep" ? { kind, ms: Number(ms) } : { kind },
    hit: Number(hit),
  };
}

const isName = (text: string): text is FailpointName => Object.hasOwn(names, text);

async function act({ name, action }: Setting): Promise<void> {
  if (action.kind === "sleep") await sleep(action.ms);
  else if (action.kind === "throw") throw new Error(`The failpoint ${name} was told to throw.`);
  else {
    process.kill(process.pid, "SIGKILL");
    // The signal is on its way; nothing of what follows may happen.
    await new Promise(() => {});
  }
}

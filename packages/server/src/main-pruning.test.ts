import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { readConfig } from "./config.ts";
import { startParley } from "./main.ts";
import { hook, named, owe, putHooks } from "./stores/contract/hook-samples.ts";

const dayMs = 24 * 3_600_000;
const quarterMs = 15 * 60_000;

test.each([
  ["thirty days where nothing else is set", {}, 30],
  ["as many days as are set", { PARLEY_HOOK_LOG_DAYS: "3" }, 3],
])(
  "a quarter of an hour after its start the server forgets deliveries, after %s, and answers after a day",
  async (_, set, days) => {
    // Of all timers the regular ones alone: nothing else may come early.
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const folder = mkdtempSync(join(tmpdir(), "parley-main-pruning-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const settings = {
      ...{ PARLEY_DATA: folder, PARLEY_PORT: "0", PARLEY_OPS_PORT: "0", PARLEY_DEMO: "off" },
      ...{ PARLEY_LOG_LEVEL: "silent", ...set },
    };
    const { store, stop } = await startParley(readConfig(settings));
    onTestFinished(stop);
    // Nobody is listening to them, and nobody is asked.
    await putHooks(store, hook(1, { isEnabled: false }));
    const nowMs = Date.now();
    await owe(store, 1, 1, [1], { nowMs: nowMs - (days + 0.5) * dayMs });
    await owe(store, 1, 2, [1], { nowMs: nowMs - (days - 0.5) * dayMs });
    const answers = { now: nowMs, "a day ago": nowMs - dayMs, "long ago": nowMs - 1.5 * dayMs };
    for (const [scope, createdMs] of Object.entries(answers))
      await store.commit({
        idempotency: { ...{ scope, createdMs }, bodyHash: "", status: 200, body: "" },
      });
    const kept = async () =>
      named((await store.deliveries({ hookId: 1, offset: 0, limit: 9 })).rows);
    const keptAnswers = async () => {
      const scopes = Object.keys(answers);
      const found = await Promise.all(scopes.map((scope) => store.idempotentAnswer(scope)));
      return scopes.filter((_, at) => found[at] !== null);
    };
    vi.advanceTimersByTime(quarterMs - 1);
    // Behind whatever was to be forgotten too early.
    await store.prune({ answersMs: 0, tracesMs: 0, deliveriesMs: 0 });
    expect(await kept()).toEqual(["1.2", "1.1"]);
    expect(await keptAnswers()).toEqual(["now", "a day ago", "long ago"]);
    vi.advanceTimersByTime(1);
    await expect.poll(kept).toEqual(["1.2"]);
    expect(await keptAnswers()).toEqual(["now", "a day ago"]);
  },
);

import type { HookStore, RunRequest } from "../../ports/hooks.ts";
import { addDelivery, recordResult } from "./delivery-lanes.ts";
import { putHookHealth } from "./hook-health.ts";
import { openJournal } from "./journal.ts";
import { type DeliveryRow, laneName, type MemoryData } from "./memory-data.ts";

type Writes = Pick<HookStore, "beginDispatch" | "recordDeliveries" | "startRun">;

/** Writes what becomes of deliveries. */
export function hookWrites(write: <T>(act: (data: MemoryData) => T) => Promise<T>): Writes {
  return {
    beginDispatch: () => write((data) => countUp(data, "epoch")),
    recordDeliveries: (epoch, results, health = []) =>
      write((data) => {
        if (epoch !== data.counters.get("epoch")) {
          return "lost-epoch";
        }
        const journal = openJournal();
        for (const result of results) {
          recordResult(data, journal, result);
        }
        for (const one of health) {
          putHookHealth(data, journal, one);
        }
        return "recorded";
      }),
    startRun: (request) =>
      write((data) => {
        const run = runNamed(data, request.name) ?? beginRun(data, request);
        const chosen = chosenRows(data, request);
        for (const { conversationId, hookId, seq, variant } of chosen) {
          const again = { conversationId, hookId, run, seq, variant, isReleased: false };
          if (!data.lanes.get(laneName(again))?.has(seq)) {
            addDelivery(data, openJournal(), again, request.nowMs);
          }
        }
        return { run, queued: chosen.length };
      }),
  };
}

function runNamed({ answers }: MemoryData, name: string | undefined): number | null {
  const begun = name === undefined ? undefined : answers.get(name);
  return begun === undefined ? null : Number(begun.answer.body);
}

function beginRun(data: MemoryData, { url, name: scope, nowMs: createdMs }: RunRequest): number {
  const run = countUp(data, "run");
  data.runs.set(run, url);
  if (scope !== undefined) {
    const answer = { scope, bodyHash: "", status: 0, body: String(run), createdMs };
    data.answers.set(scope, { answer, conversationId: null });
  }
  return run;
}

function countUp({ counters }: MemoryData, name: "epoch" | "run"): number {
  const next = (counters.get(name) ?? 0) + 1;
  counters.set(name, next);
  return next;
}

function chosenRows({ lanes, hooks }: MemoryData, request: RunRequest): readonly DeliveryRow[] {
  const { hookId, only, conversationId = only?.conversationId } = request;
  const { sinceMs = 0, untilMs = Number.POSITIVE_INFINITY, nowMs } = request;
  if (!hooks.has(hookId)) {
    return [];
  }
  return [...lanes.values()]
    .flatMap((lane) => [...lane.values()])
    .filter((row) => row.hookId === hookId && row.run === 0)
    .filter((row) => conversationId === undefined || row.conversationId === conversationId)
    .filter((row) => only === undefined || row.seq === only.seq)
    .filter((row) => row.createdMs >= sinceMs && row.createdMs < Math.min(untilMs, nowMs + 1))
    .sort(conversationId === undefined ? byAge : (a, b) => a.seq - b.seq);
}

const byAge = (a: DeliveryRow, b: DeliveryRow): number =>
  a.createdMs - b.createdMs || a.position - b.position;

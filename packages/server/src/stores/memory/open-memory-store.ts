import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store.ts";
import { StoreBroken, StoreRefused } from "../../ports/store-failure.ts";
import { checkCommit } from "../check-commit.ts";
import { readAccounts } from "./accounts.ts";
import { analyticsOf, forgetRequests } from "./analytics.ts";
import { applyCommit } from "./apply-commit.ts";
import { readAudit } from "./audit.ts";
import { forgetDeliveries } from "./forget-deliveries.ts";
import { hookWrites } from "./hook-writes.ts";
import { emptyMemory, fromJson, type MemoryData } from "./memory-data.ts";
import { readHooks } from "./read-hooks.ts";
import { readRecords } from "./read-records.ts";
import { readTurns } from "./read-turns.ts";
import { claimHeads, firstReadyMs, postpone, releaseAll } from "./task-lanes.ts";

/** Opens a store that forgets everything when the process ends: for tests, and as the naive answer that others are compared with. */
export function openMemoryStore({ clock }: { readonly clock: Clock }): Store {
  const data = emptyMemory();
  let isOpen = true;
  const whileOpen = <T>(act: (data: MemoryData) => T): Promise<T> =>
    Promise.try(() => {
      if (!isOpen) {
        throw new StoreBroken("The store is closed.");
      }
      return act(data);
    });
  return {
    ...readTurns(whileOpen),
    ...readRecords(whileOpen),
    ...readAccounts(whileOpen),
    ...readAudit(whileOpen),
    ...analyticsOf(whileOpen),
    ...readHooks(whileOpen),
    ...hookWrites(whileOpen),
    reserveIds: (kind, count) =>
      whileOpen(({ nextIds }) => {
        const first = nextIds.get(kind) ?? 1;
        nextIds.set(kind, first + count);
        return first;
      }),
    commit: (commit) =>
      whileOpen(() => {
        checkCommit(commit);
        return applyCommit(data, commit);
      }),
    claimTasks: (limit, leaseMs, room) =>
      whileOpen(({ tasks }) => claimHeads(tasks, clock.nowMs(), limit, leaseMs, room)),
    releaseTasks: () => whileOpen(({ tasks }) => releaseAll(tasks)),
    postponeTask: (task, dueMs, payload) =>
      whileOpen(({ tasks }) => postpone(tasks, task, dueMs, payload)),
    nextTaskMs: (room) => whileOpen(({ tasks }) => firstReadyMs(tasks, room)),
    onForeignWrite: () => () => undefined,
    prune: ({ answersMs, tracesMs, deliveriesMs }) =>
      whileOpen(() => ({
        answers: forgetAnswers(data, answersMs),
        traces: forgetTraces(data, tracesMs),
        requests: forgetRequests(data, tracesMs),
        deliveries: forgetDeliveries(data, deliveriesMs),
      })),
    backup: () => Promise.reject(new StoreRefused("A memory store has no file to copy.")),
    settings: () => whileOpen(() => settings),
    report: () => whileOpen(report),
    close: () => {
      isOpen = false;
      return Promise.resolve();
    },
  };
}

function forgetAnswers({ answers }: MemoryData, beforeMs: number): number {
  const before = answers.size;
  for (const [scope, { answer }] of answers) {
    if (answer.createdMs < beforeMs) {
      answers.delete(scope);
    }
  }
  return before - answers.size;
}

function forgetTraces({ traces }: MemoryData, beforeMs: number): number {
  let forgotten = 0;
  for (const [id, rows] of traces) {
    const kept = rows.filter((row) => fromJson(row).atUs >= beforeMs * 1000);
    traces.set(id, kept);
    forgotten += rows.length - kept.length;
  }
  return forgotten;
}

const settings = { engine: "memory", version: process.version, settings: {}, schema: 0 };

const report = (data: MemoryData) => ({
  ...settings,
  faults: [],
  conversations: data.conversations.size,
  entries: count(data.entries.values().map(({ length }) => length)),
  tasks: count(data.tasks.values().map(({ size }) => size)),
});

const count = (sizes: Iterable<number>): number => [...sizes].reduce((a, b) => a + b, 0);

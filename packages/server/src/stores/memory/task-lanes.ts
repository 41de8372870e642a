import { StoreRefused } from "../../ports/store-failure.ts";
import type { ClaimedTask, NewTask, TaskRef, TaskRoom } from "../../ports/tasks.ts";
import { compareBytes } from "../compare-bytes.ts";
import type { Journal } from "./journal.ts";
import type { MemoryData, TaskRow } from "./memory-data.ts";

type Tasks = MemoryData["tasks"];

/** Finds a task under the lease that `ref` names. */
export function leasedTask(tasks: Tasks, ref: TaskRef): TaskRow | null {
  const row = tasks.get(ref.conversationId)?.get(ref.key);
  return row !== undefined && row.epoch === ref.epoch ? row : null;
}

/** Puts a task at the end of its lane. Throws `StoreRefused` when its key is taken. */
export function addTask(tasks: Tasks, journal: Journal, task: NewTask, epoch: number): void {
  const own = tasksOf(tasks, task.conversationId);
  if (own.has(task.key)) {
    throw new StoreRefused(`Task ${task.key} of conversation ${task.conversationId} exists.`);
  }
  const last = inLane(own, task.lane).at(-1);
  journal.put(own, task.key, {
    conversationId: task.conversationId,
    key: task.key,
    lane: task.lane,
    position: (last?.position ?? 0) + 1,
    kind: task.kind,
    host: task.host,
    dueMs: task.dueMs,
    readyMs: last === undefined ? task.dueMs : null,
    epoch,
    attempt: 0,
    payload: JSON.stringify(task.payload ?? null),
  });
}

/** Takes a task away, done or cancelled; the next of its lane becomes the head. */
export function removeTask(
  tasks: Tasks,
  journal: Journal,
  conversationId: number,
  key: string,
): void {
  const own = tasksOf(tasks, conversationId);
  const row = own.get(key);
  if (row === undefined) {
    return;
  }
  journal.remove(own, key);
  const head = inLane(own, row.lane)[0];
  if (head !== undefined && head.readyMs === null) {
    journal.put(own, head.key, { ...head, readyMs: head.dueMs });
  }
}

/** Leases the heads that are due, oldest first, of each host no more than there is room for. */
export function claimHeads(
  tasks: Tasks,
  nowMs: number,
  limit: number,
  leaseMs: number,
  room?: TaskRoom,
): readonly ClaimedTask[] {
  const taken = new Map<string, number>();
  return heads(tasks)
    .filter(({ readyMs }) => readyMs <= nowMs)
    .sort(byReadiness)
    .filter(({ row: { host } }) => {
      const place = (taken.get(host) ?? 0) + 1;
      taken.set(host, place);
      return place <= roomFor(room, host);
    })
    .slice(0, limit)
    .map(({ row }) => {
      const claimed = {
        ...row,
        epoch: row.epoch + 1,
        attempt: row.attempt + 1,
        readyMs: nowMs + leaseMs,
      };
      tasksOf(tasks, row.conversationId).set(row.key, claimed);
      return claimedTask(claimed);
    });
}

/** Ends the leases of all heads. */
export function releaseAll(tasks: Tasks): number {
  const leased = heads(tasks).filter(({ row, readyMs }) => readyMs !== row.dueMs);
  for (const { row } of leased) {
    const released = { ...row, epoch: row.epoch + 1, readyMs: row.dueMs };
    tasksOf(tasks, row.conversationId).set(row.key, released);
  }
  return leased.length;
}

/** Ends a lease and lets the task rest until `dueMs`. */
export function postpone(tasks: Tasks, ref: TaskRef, dueMs: number, payload: unknown): boolean {
  const row = leasedTask(tasks, ref);
  if (row === null) {
    return false;
  }
  const rested = {
    ...row,
    epoch: row.epoch + 1,
    dueMs,
    readyMs: dueMs,
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
  };
  tasksOf(tasks, ref.conversationId).set(ref.key, rested);
  return true;
}

export function firstReadyMs(tasks: Tasks, room?: TaskRoom): number | null {
  return heads(tasks)
    .filter(({ row }) => roomFor(room, row.host) > 0)
    .reduce<number | null>(
      (first, { readyMs }) => (first === null ? readyMs : Math.min(first, readyMs)),
      null,
    );
}

const roomFor = (room: TaskRoom | undefined, host: string): number =>
  room === undefined ? Number.POSITIVE_INFINITY : (room.hosts.get(host) ?? room.others);

interface Head {
  readonly row: TaskRow;
  readonly readyMs: number;
}

const heads = (tasks: Tasks): Head[] =>
  [...tasks.values()].flatMap((own) =>
    [...own.values()].flatMap((row) =>
      row.readyMs === null ? [] : [{ row, readyMs: row.readyMs }],
    ),
  );

const byReadiness = (a: Head, b: Head): number =>
  a.readyMs - b.readyMs ||
  a.row.conversationId - b.row.conversationId ||
  compareBytes(a.row.key, b.row.key);

function tasksOf(tasks: Tasks, conversationId: number): Map<string, TaskRow> {
  const own = tasks.get(conversationId) ?? new Map<string, TaskRow>();
  tasks.set(conversationId, own);
  return own;
}

const inLane = (own: Map<string, TaskRow>, lane: string): TaskRow[] =>
  [...own.values()].filter((row) => row.lane === lane).sort((a, b) => a.position - b.position);

const claimedTask = (row: TaskRow): ClaimedTask => ({
  conversationId: row.conversationId,
  key: row.key,
  lane: row.lane,
  kind: row.kind,
  host: row.host,
  dueMs: row.dueMs,
  payload: JSON.parse(row.payload),
  epoch: row.epoch,
  attempt: row.attempt,
});

import type { Random } from "../random.ts";
import type { FileChange, TraceOp } from "./trace-op.ts";

/** What a disk may hold after the power failed: nothing of what was not synced, a part, some, or a torn sector run. */
export const crashModes = ["drop", "prefix", "subset", "torn"] as const;

/** The files as a machine would find them when it comes back, and what had been acknowledged by then. */
export interface CrashImage {
  readonly mode: (typeof crashModes)[number];
  /** Index of the operation after which the power failed. */
  readonly at: number;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly acked: readonly string[];
}

const sectorBytes = 512;

/** Makes four images after each of the chosen operations, once `init` has been acknowledged. */
export function* crashImages(
  ops: readonly TraceOp[],
  random: Random,
  points: ReadonlySet<number>,
): Generator<CrashImage> {
  const disk = emptyDisk();
  const acked: string[] = [];
  for (const [at, op] of ops.entries()) {
    if (op.kind === "ack") acked.push(op.id);
    else disk.take(op);
    if (!points.has(at) || acked[0] !== "init") continue;
    for (const mode of crashModes)
      yield { mode, at, files: disk.image(mode, random), acked: acked.slice(1) };
  }
}

/** Chooses operations to fail after, evenly over everything after `init`. */
export function choosePoints(
  ops: readonly TraceOp[],
  count: number,
  random: Random,
): ReadonlySet<number> {
  const first = ops.findIndex((op) => op.kind === "ack" && op.id === "init");
  if (first === -1) throw new Error("The record has no ACK init: the writer did not begin.");
  const points = new Set<number>();
  const step = (ops.length - first) / count;
  for (let n = 0; n < count; n += 1) points.add(first + Math.floor((n + random.next()) * step));
  const most = Math.min(count, ops.length - first);
  while (points.size < most) points.add(random.int(first, ops.length - 1));
  return points;
}

function emptyDisk() {
  const durable = new Map<string, Buffer>();
  const pending = new Map<string, FileChange[]>();
  const begun = new Map<string, number>();
  const onDisk = (file: string): Buffer => durable.get(file) ?? Buffer.alloc(0);
  const queueOf = (file: string): FileChange[] => pending.get(file) ?? [];

  return {
    take(op: Exclude<TraceOp, { kind: "ack" }>): void {
      const queue = queueOf(op.file);
      if (op.kind === "sync-begin") begun.set(op.file, queue.length);
      else if (op.kind === "sync-end") {
        const synced = queue.splice(0, begun.get(op.file) ?? 0);
        durable.set(op.file, applyAll(onDisk(op.file), synced));
      } else if (op.call.ok) pending.set(op.file, [...queue, op]);
    },
    image(mode: CrashImage["mode"], random: Random): ReadonlyMap<string, Buffer> {
      const names = new Set([...durable.keys(), ...pending.keys()]);
      return new Map(
        [...names].map((file) => [
          file,
          applyAll(onDisk(file), survivors(queueOf(file), mode, random)),
        ]),
      );
    },
  };
}

function survivors(
  queue: readonly FileChange[],
  mode: CrashImage["mode"],
  random: Random,
): readonly FileChange[] {
  if (mode === "drop") return [];
  if (mode === "subset") return queue.filter(() => random.next() < 0.5);
  const kept = queue.slice(0, random.int(0, queue.length));
  const last = kept.at(-1);
  if (mode === "prefix" || last?.kind !== "write") return kept;
  const sectors = random.int(0, Math.floor(last.data.length / sectorBytes));
  return [...kept.slice(0, -1), { ...last, data: last.data.subarray(0, sectors * sectorBytes) }];
}

function applyAll(before: Buffer, changes: readonly FileChange[]): Buffer {
  if (changes.length === 0) return before;
  let length = before.length;
  const longest = changes.reduce((most, it) => Math.max(most, endOf(it)), before.length);
  const space = Buffer.alloc(longest);
  before.copy(space);
  for (const change of changes) {
    if (change.kind === "truncate") {
      if (change.at < length) space.fill(0, change.at, length);
      length = change.at;
    } else {
      change.data.copy(space, change.at);
      length = Math.max(length, endOf(change));
    }
  }
  return space.subarray(0, length);
}

const endOf = (change: FileChange): number =>
  change.kind === "write" ? change.at + change.data.length : change.at;

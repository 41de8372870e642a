import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { alternate } from "../alternate.ts";
import { type Child, startChild } from "../child.ts";
import { rounded } from "../figures.ts";
import type { Installation } from "../installation.ts";
import { type Answers, leadVisitor, poster } from "../lead-visitor.ts";
import { type Client, figuresOf, type LoadFigures, type LoadResult, load } from "../load.ts";

/** Turns a second and their latency at one level of load. */
export interface TurnsAt {
  readonly clients: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly refused: number;
}

export interface BenchTimes {
  readonly forMs: number;
  readonly warmUpMs: number;
  /** Into how many windows the time goes where several things are measured in turns. */
  readonly rounds: number;
}

export interface VisitorTurns {
  /** At 1, 16 and 64 visitors at once. */
  readonly at: readonly TurnsAt[];
  /** What the same client reaches on bare servers, 64 at once, with a body like a visitor's. */
  readonly insertPerSecond: number;
  readonly echoPerSecond: number;
  /** Turns against inserts, 64 at once: over all rounds, and the least and the most of one. */
  readonly againstInserts: number;
  readonly spread: readonly [number, number];
}

const few = [1, 16];
const many = 64;
/** At the start of each window, until the clients have their connections and the server its caches. */
const settleMs = 200;

/** Visitors fill in the lead form: a few at once, and many, in turns with the bare servers. */
export async function visitorTurns(
  installation: Installation,
  answers: Answers,
  times: BenchTimes,
  { folder, nodeArgs = [] }: { folder: string; nodeArgs?: readonly string[] },
): Promise<VisitorTurns> {
  const server = await installation.serve(nodeArgs);
  const visitors = (count: number) =>
    clientsOf(count, () => leadVisitor(installation.channelToken, answers));
  const at: TurnsAt[] = [];
  for (const count of few) {
    const part = await load(server.port, visitors(count), times.forMs, times.warmUpMs);
    at.push(turnsAt(count, figuresOf([part])));
  }
  const bare = await Promise.all([startBare("insert", folder), startBare("echo", folder)]);
  const [turns = [], inserts = [], echoes = []] = await besides(times, [
    { server, clients: () => visitors(many) },
    ...bare.map((it) => ({ server: it, clients: () => clientsOf(many, posterLikeVisitor) })),
  ]);
  await Promise.all([server, ...bare].map((it) => it.stop()));
  at.push(turnsAt(many, figuresOf(turns)));
  const ratio = (ours: readonly LoadResult[], theirs: readonly LoadResult[]) =>
    rounded(figuresOf(ours).perSecond / figuresOf(theirs).perSecond);
  const ratios = turns.map((part, n) => ratio([part], inserts.slice(n, n + 1)));
  return {
    at,
    insertPerSecond: rounded(figuresOf(inserts).perSecond),
    echoPerSecond: rounded(figuresOf(echoes).perSecond),
    againstInserts: ratio(turns, inserts),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

/** Starts a bare server; `folder` is where it keeps what it inserts. */
function startBare(kind: "echo" | "insert", folder: string): Promise<Child> {
  const file = join(mkdtempSync(join(folder, "ceiling-")), "entries.db");
  return startChild(["bench/src/ceiling-server.ts", kind, file]);
}

interface Contender {
  readonly server: Child;
  readonly clients: () => Client[];
}

/** Warms each up, then measures them in turns. */
async function besides(
  { forMs, warmUpMs, rounds }: BenchTimes,
  contenders: readonly Contender[],
): Promise<LoadResult[][]> {
  for (const { server, clients } of contenders) await load(server.port, clients(), 0, warmUpMs);
  return alternate(
    rounds,
    contenders.map(
      ({ server, clients }) =>
        () =>
          load(server.port, clients(), forMs / rounds, settleMs),
    ),
  );
}

const clientsOf = (count: number, make: () => Client): Client[] =>
  Array.from({ length: count }, make);

function posterLikeVisitor(): Client {
  const { body } = leadVisitor("H-2000001-AAAAAAAAAAAAAAAA", ["Ann Example"]).next();
  return poster(body);
}

function turnsAt(clients: number, { perSecond, latency, refused }: LoadFigures): TurnsAt {
  return {
    clients,
    perSecond: rounded(perSecond),
    p50Ms: rounded(latency.percentile(0.5)),
    p99Ms: rounded(latency.percentile(0.99)),
    refused,
  };
}

import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "../child.ts";
import { rounded } from "../figures.ts";
import type { Installation } from "../installation.ts";
import { type Answers, leadVisitor, poster } from "../lead-visitor.ts";
import { load } from "../load.ts";

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
}

/** Visitors fill in the lead form, so many at once. */
export async function visitorTurns(
  installation: Installation,
  answers: Answers,
  levels: readonly number[],
  times: BenchTimes,
  nodeArgs: readonly string[] = [],
): Promise<readonly TurnsAt[]> {
  const server = await installation.serve(nodeArgs);
  const results: TurnsAt[] = [];
  for (const clients of levels) {
    const visitors = Array.from({ length: clients }, () =>
      leadVisitor(installation.channelToken, answers),
    );
    const result = await load(server.port, visitors, times.forMs, times.warmUpMs);
    results.push({
      clients,
      perSecond: rounded(result.perSecond),
      p50Ms: rounded(result.latency.percentile(0.5)),
      p99Ms: rounded(result.latency.percentile(0.99)),
      refused: result.refused,
    });
  }
  await server.stop();
  return results;
}

/** What the same client reaches on a bare server, 64 at once, with a body like a visitor's. */
export async function ceiling(
  kind: "echo" | "insert",
  folder: string,
  times: BenchTimes,
): Promise<number> {
  const file = join(mkdtempSync(join(folder, "ceiling-")), "entries.db");
  const server = await startChild(["bench/src/ceiling-server.ts", kind, file]);
  const { body } = leadVisitor("H-2000001-AAAAAAAAAAAAAAAA", ["Ann Example"]).next();
  const clients = Array.from({ length: 64 }, () => poster(body));
  const { perSecond } = await load(server.port, clients, times.forMs, times.warmUpMs);
  await server.stop();
  return rounded(perSecond);
}

import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Violation } from "../check/violation.ts";
import { mount } from "../harness/tools.ts";
import type { Target } from "../load/target.ts";
import type { CaseContext, CaseResult, TortureCase } from "../torture-case.ts";
import { createProbe } from "./probe.ts";
import { type Hurt, runUnderLoad } from "./run-under-load.ts";

const times = 3;
const fullForMs = 2_000;
const healthyWithinMs = 10_000;
const size = { clients: 4, conversationsPerClient: 3, mostThinkMs: 20 };

/** F18: the disk is full at random moments, then has room again. Nothing false is acknowledged, and it heals by itself. */
export const fullDisk: TortureCase = {
  id: "F18",
  title: `disk full ${times} times`,
  needs: [mount],
  mostSeconds: 150,
  run: async (context) => {
    const disk = join(context.folder, "disk");
    mkdirSync(disk);
    run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", disk]);
    try {
      return await runUnderLoad({
        ...{ folder: context.folder, random: context.random, size },
        dataFolder: join(disk, "data"),
        hurt: (it) => fillAgainAndAgain(it, context, join(disk, "ballast")),
      });
    } finally {
      run(["umount", disk]);
    }
  },
};

async function fillAgainAndAgain(
  { live, target }: Hurt,
  { random, tell }: CaseContext,
  ballast: string,
): Promise<Pick<CaseResult, "figures" | "violations">> {
  const dice = random.fork("moments");
  const healedMs: number[] = [];
  const life = await live();
  for (let n = 1; n <= times; n += 1) {
    await sleep(dice.int(500, 2_500));
    fill(ballast);
    tell("the disk is full");
    await sleep(fullForMs);
    rmSync(ballast);
    healedMs.push(await timeToHeal(target, `v${100 + n}`, random));
  }
  const hasDied = life.server.hasEnded();
  await life.stop();
  const slowestMs = Math.max(...healedMs);
  return {
    figures: { "slowest recovery, ms": Math.round(slowestMs) },
    violations: [
      ...(hasDied ? [broken(`the server ended: ${life.server.complaints()}`)] : []),
      ...(slowestMs > healthyWithinMs ? [broken(`healthy only after ${slowestMs} ms`)] : []),
    ],
  };
}

/** Until somebody new is served. */
async function timeToHeal(target: Target, name: string, random: CaseContext["random"]) {
  const beganMs = performance.now();
  await createProbe(target, name, random).run(1);
  return performance.now() - beganMs;
}

function fill(file: string): void {
  const descriptor = openSync(file, "w");
  const piece = Buffer.alloc(64 * 1024);
  try {
    for (let n = 0; n < 2_000; n += 1) if (writeSync(descriptor, piece) < piece.length) return;
  } catch {
    // Full, which is the point.
  } finally {
    closeSync(descriptor);
  }
}

function run([program = "", ...args]: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed: ${stderr}`);
}

const broken = (what: string): Violation => ({
  ...{ invariant: "I16", kind: "other", what, history: [] },
});

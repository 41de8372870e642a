import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readDatabase } from "../check/read-database.ts";
import type { Violation } from "../check/violation.ts";
import { databaseFile } from "../harness/install.ts";
import { runProgram } from "../harness/run-program.ts";
import { memoryFolder } from "../harness/scratch.ts";
import { strace } from "../harness/tools.ts";
import type { CaseContext, TortureCase } from "../torture-case.ts";
import { type CrashImage, choosePoints, crashImages, crashModes } from "../trace/crash-images.ts";
import { readTrace } from "../trace/read-trace.ts";
import { checkAcknowledged } from "./acknowledged.ts";

const commits = 300;
const imageCount = 1_500;
const controlImages = 200;
const writer = fileURLToPath(new URL("../writers/commit-writer.ts", import.meta.url));
const sabotage = new URL("../writers/sabotage-sync.ts", import.meta.url).href;

/**
 * F4: what a disk holds after the power failed, at 375 moments of 300 turns with checkpoints, four ways each. The
 * same without fsync must break: if it does not, the images prove nothing.
 */
export const powerLoss: TortureCase = {
  id: "F4",
  title: "power loss at every moment",
  needs: [strace],
  mostSeconds: 120,
  run: async (context) => {
    await record(context, "real", []);
    const checked = checkImages(context, "real", imageCount);
    await record(context, "control", ["--import", sabotage]);
    const broken = checkImages(context, "control", controlImages).broken;
    return {
      accepted: checked.acknowledged,
      violations: [
        ...checked.violations,
        ...checkImageCount(checked),
        ...(broken < controlImages / 2 ? [controlHeld(broken)] : []),
      ],
      figures: {
        images: checked.images,
        broken: checked.broken,
        "control images broken": `${broken} of ${controlImages}`,
      },
    };
  },
};

/** Checks that as many moments of as many turns were looked at as this case says: few images prove little. */
export function checkImageCount({
  images,
  acknowledged,
}: Pick<Checked, "images" | "acknowledged">): readonly Violation[] {
  if (images >= imageCount && acknowledged >= commits) return [];
  const what = `${images} images of ${acknowledged} turns were looked at, and ${imageCount} of ${commits} are to be proven`;
  return [{ invariant: "control", kind: "other", what, history: [] }];
}

const controlHeld = (broken: number): Violation => ({
  ...{ invariant: "control", kind: "other", history: [] },
  what: `without fsync only ${broken} of ${controlImages} images were broken: this case cannot see a power loss`,
});

async function record(
  { folder, tell }: CaseContext,
  name: string,
  nodeArgs: readonly string[],
): Promise<void> {
  tell(`recording ${commits} turns (${name})`);
  const log = recordFile(folder, name);
  const traced = "trace=pwrite64,write,fsync,fdatasync,ftruncate";
  const recorder = ["-f", "-qq", "-y", "-xx", "-s", "200000", "--seccomp-bpf", "-e", traced];
  const program = [process.execPath, ...nodeArgs, writer, join(folder, name), String(commits)];
  const end = await runProgram(["strace", ...recorder, "-o", log, ...program], 60_000);
  if (end.code !== 0) throw new Error(`The recorded writer failed: ${end.stderr}`);
}

const recordFile = (folder: string, name: string): string => join(folder, `${name}.strace`);

interface Checked {
  readonly images: number;
  readonly broken: number;
  /** Of the last image: all of them. */
  readonly acknowledged: number;
  readonly violations: readonly Violation[];
}

function checkImages(
  { folder: ownFolder, random, tell }: CaseContext,
  name: string,
  count: number,
): Checked {
  const ops = readTrace(readFileSync(recordFile(ownFolder, name), "latin1"));
  const dice = random.fork(name);
  const points = choosePoints(ops, Math.ceil(count / crashModes.length), dice);
  const folder = memoryFolder("torture-images-");
  const violations: Violation[] = [];
  let images = 0;
  let broken = 0;
  try {
    for (const image of crashImages(ops, dice, points)) {
      const found = checkImage(folder, image);
      images += 1;
      if (found.length > 0) broken += 1;
      // One image tells the story; a thousand hide it.
      if (violations.length === 0) violations.push(...found);
      if (images % 500 === 0) tell(`${images} images, ${broken} broken`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const acknowledged = ops.filter((op) => op.kind === "ack").length - 1;
  return { images, broken, acknowledged, violations };
}

function checkImage(folder: string, { files, acked, at, mode }: CrashImage): readonly Violation[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  const seen = readDatabase(databaseFile(folder));
  return checkAcknowledged(acked, seen, [`power failed after operation ${at}, ${mode}`]);
}

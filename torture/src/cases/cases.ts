import type { TortureCase } from "../torture-case.ts";
import { diskErrors } from "./disk-errors.ts";
import { duplicates } from "./duplicates.ts";
import { fullDisk } from "./full-disk.ts";
import { killAtCall } from "./kill-at-call.ts";
import { loops } from "./loops.ts";
import { poisonRows } from "./poison-rows.ts";
import { powerLoss } from "./power-loss.ts";
import { randomKill } from "./random-kill.ts";
import { turnedClock } from "./turned-clock.ts";

/** Everything that a run does, in this order. */
export const cases: readonly TortureCase[] = [
  randomKill,
  killAtCall,
  powerLoss,
  fullDisk,
  diskErrors,
  turnedClock,
  duplicates,
  loops,
  poisonRows,
];

import { resendAfterKill } from "../../regressions/resend-after-kill.ts";
import type { TortureCase } from "../torture-case.ts";
import { diskErrors } from "./disk-errors.ts";
import { duplicates } from "./duplicates.ts";
import { failpoints } from "./failpoints.ts";
import { fullDisk } from "./full-disk.ts";
import { hookAnswers } from "./hook-answers.ts";
import { hookDelivery } from "./hook-delivery.ts";
import { killAtCall } from "./kill-at-call.ts";
import { loops } from "./loops.ts";
import { poisonRows } from "./poison-rows.ts";
import { powerLoss } from "./power-loss.ts";
import { randomKill } from "./random-kill.ts";
import { slowReceivers } from "./slow-receivers.ts";
import { turnedClock } from "./turned-clock.ts";
import { webhookFaults } from "./webhook-faults.ts";

/** Everything that a run does, in this order; what was once found and must not come back, first. */
export const cases: readonly TortureCase[] = [
  resendAfterKill,
  randomKill,
  failpoints,
  killAtCall,
  powerLoss,
  hookDelivery,
  hookAnswers,
  slowReceivers,
  webhookFaults,
  fullDisk,
  diskErrors,
  turnedClock,
  duplicates,
  loops,
  poisonRows,
];

import type { Effect } from "@parley/flow";
import type { Features } from "../../features/create-features.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Egress } from "../../ports/egress.ts";
import { type Failpoints, noFailpoints } from "../../ports/failpoints.ts";
import type { Perform } from "../task-loop.ts";
import { performCallHttp } from "./call-http.ts";
import { performStartTimer } from "./fire-timer.ts";
import { performHandOver } from "./hand-over.ts";

/** Effects that become tasks: each has a performer, or this does not compile. */
type TaskKind = Exclude<Effect["kind"], "cancel-timer">;

/** Makes a performer for every kind of effect. */
export function createPerformers(
  ports: Pick<Features, "advance" | "agents" | "flows" | "giveUpTask" | "read"> & {
    readonly clock: Clock;
    readonly egress: Egress;
    /** Where a test may hurt the process; nothing without it. */
    readonly failpoints?: Failpoints;
  },
): { readonly [K in TaskKind]: Perform } {
  const { failpoints = noFailpoints } = ports;
  return {
    "call-http": performCallHttp({ ...ports, failpoints }),
    "start-timer": performStartTimer({ ...ports, failpoints }),
    "hand-over": performHandOver(ports),
  };
}

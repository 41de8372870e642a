import type { DatabaseSync } from "node:sqlite";
import type { HookStore } from "../../ports/hooks.ts";
import { number } from "./column.ts";
import { encodeResults } from "./encode-hooks.ts";
import { prepareRuns } from "./start-run.ts";
import type { WriteQueue } from "./write-queue.ts";

type Writes = Pick<HookStore, "beginDispatch" | "recordDeliveries" | "startRun">;

/** Writes what becomes of deliveries. */
export function hookWrites(db: DatabaseSync, { send }: WriteQueue): Writes {
  return {
    beginDispatch: () => send({ name: "begin-dispatch", encode: () => {}, read: number.read }),
    recordDeliveries: (epoch, results, health = []) =>
      send({
        name: "record-deliveries",
        encode: (tape) => encodeResults(tape, epoch, results, health),
        read: (recorded) => (number.read(recorded) === 1 ? "recorded" : "lost-epoch"),
      }),
    startRun: prepareRuns(db, send),
  };
}

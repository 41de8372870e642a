import { z } from "zod";
import { form } from "../form.ts";
import type { BlockKind } from "../kind.ts";

const Goal = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(100)
    .meta(
      form({
        label: "Goal",
        help: "The milestone's name in the statistics. Counted once a visit.",
        placeholder: "Lead qualified",
      }),
    ),
});
type Goal = z.infer<typeof Goal>;

/** Counts a milestone: the conversation has come this far. Once a visit; the flow goes straight on. */
export const goal: BlockKind<Goal, Goal> = {
  kind: "goal",
  family: "logic",
  title: "Goal",
  summary: "Count a milestone",
  schema: Goal,
  migrations: [],
  marksCompletion: true,
  outputs: () => ["success"],
  check: () => [],
  references: () => ({ reads: [], writes: [], blocks: [], bots: [] }),
  prepare: (params) => params,
  enter(block, turn) {
    turn.reach(block.prepared.name);
    return { kind: "leave", output: "success" };
  },
};

import type { HookStore, OwedDelivery } from "../../ports/hooks.ts";
import type { Lane, Owed } from "./lane.ts";
import type { MemoryUse } from "./memory-room.ts";

/** A delivery that a turn has just written. */
export type Hint = Omit<OwedDelivery, "hookId" | "url">;

export interface HookMemoryPorts {
  readonly store: Pick<HookStore, "readyDeliveries" | "laneDeliveries">;
  readonly hookId: number;
  readonly use: MemoryUse;
  /** Whether what happens is of any use now; if not, only runs to other targets are read. */
  readonly isOpen: () => boolean;
  /** Whether any delivery is, however late it is due: it may serve as a probe. */
  readonly isAnyOfUse: () => boolean;
  /** Something came into this lane. */
  readonly onAdded: (lane: Lane, item: Owed) => void;
  /** A lane has come to the end of what is here of it; it is to be read on. */
  readonly onEnd: (lane: Lane) => void;
  /** There is no room for more bodies: all hooks are to give back what they do not need soon. */
  readonly onFull: () => void;
  /** How many lanes it is worth having in hand. */
  readonly wanted: () => number;
  readonly nowMs: () => number;
}

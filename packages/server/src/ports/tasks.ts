/** Work owed to the outside world. Tasks of one lane run one at a time, in order of insertion. */
export interface NewTask {
  readonly conversationId: number;
  /** Unique in the conversation: the timer's id, or the call's step. */
  readonly key: string;
  readonly lane: string;
  readonly kind: string;
  /** Origin of the server that it calls; empty when it calls none. */
  readonly host: string;
  readonly dueMs: number;
  /** Plain JSON. */
  readonly payload: unknown;
}

/** How many tasks somebody has room for, by the server that these call: one that hangs shall not fill every place. */
export interface TaskRoom {
  readonly hosts: ReadonlyMap<string, number>;
  /** For each server that is not named. */
  readonly others: number;
}

/** A task under lease. Whoever records its result names the epoch. */
export interface ClaimedTask extends NewTask {
  readonly epoch: number;
  /** How often it has been claimed, this time included. */
  readonly attempt: number;
}

/** Names the lease under which a task was done. */
export interface TaskRef {
  readonly conversationId: number;
  readonly key: string;
  readonly epoch: number;
}

/** What a store does for whoever performs tasks. */
export interface TaskStore {
  /** Leases due heads of lanes, oldest first, of each host no more than there is room for. Time is the store's own. */
  claimTasks(limit: number, leaseMs: number, room?: TaskRoom): Promise<readonly ClaimedTask[]>;
  /** Ends every lease, and tells how many: who held them is gone. For the one process that works on this store, when it begins. */
  releaseTasks(): Promise<number>;
  /** Puts a leased task off, with another payload if one is given; `false` when the lease was lost. */
  postponeTask(task: TaskRef, dueMs: number, payload?: unknown): Promise<boolean>;
  /** When the next task that there is any room for is due, or its lease runs out; `null` when none is owed. */
  nextTaskMs(room?: TaskRoom): Promise<number | null>;
}

import type {
  DeliveryFilter,
  DeliveryResult,
  HookWrites,
  OwedDelivery,
} from "../../ports/hooks.ts";
import type { RecordWrite, Store } from "../../ports/store.ts";
import { dead, hook, key, later, OWED_MS, ok, released, rendering } from "./hook-samples.ts";

export type Choose = <T>(values: readonly T[]) => T;

/** What a history remembers of its deliveries. */
export interface DispatchHistory {
  epoch: number;
}

const HOOKS = [1, 2, 3];
const CONVERSATIONS = [1, 2, 3];
const VARIANTS = ["message", "message-legacy"] as const;
const FAR_MS = OWED_MS * 2;

/** What a turn with these entries owes, to some hooks that may not be there. */
export function randomHookWrites(
  conversationId: number,
  seqs: readonly number[],
  choose: Choose,
): HookWrites {
  const renderings = seqs.flatMap((seq) =>
    VARIANTS.map((variant) =>
      rendering(conversationId, seq, { variant, type: choose(["text", "event"]) }),
    ),
  );
  const deliveries = seqs.flatMap((seq) =>
    HOOKS.filter(() => choose([true, true, false])).map((hookId) => ({
      ...{ hookId, conversationId, seq },
      variant: choose(VARIANTS),
      isReleased: choose([false, false, false, true]),
    })),
  );
  return { renderings, deliveries, nowMs: OWED_MS + choose([0, 1, 2, 3]) };
}

export function randomHookRecord(choose: Choose): RecordWrite {
  const hookId = choose(HOOKS);
  return choose<RecordWrite>([
    { kind: "put-hook", hook: hook(hookId, { isEnabled: choose([true, false]) }) },
    { kind: "put-hook", hook: hook(hookId, { name: choose(["a", "é"]) }) },
    {
      kind: "put-hook-health",
      health: { hookId, failingSinceMs: choose([null, 5]), notice: null },
    },
    { kind: "delete-hook", hookId },
  ]);
}

/** Records what may have become of what is ready, as a dispatcher would: each lane in its order. */
export async function deliverSome(
  store: Store,
  history: DispatchHistory,
  choose: Choose,
): Promise<unknown> {
  if (history.epoch === 0 || choose([true, ...Array<false>(9).fill(false)])) {
    history.epoch = await store.beginDispatch();
  }
  const heads = await store.readyDeliveries(choose(HOOKS), FAR_MS, choose([1, 3, 9]));
  const results = await Promise.all(heads.map((head) => resultsOf(store, head, choose)));
  const unknown = choose([[], [], [ok(key(1, 9, 9))]]);
  const health = { hookId: choose(HOOKS), failingSinceMs: choose([null, 7]), notice: null };
  return await store.recordDeliveries(
    choose([history.epoch, history.epoch, history.epoch - 1]),
    [...unknown, ...results.flat()],
    choose([[], [health]]),
  );
}

async function resultsOf(
  store: Store,
  head: OwedDelivery,
  choose: Choose,
): Promise<readonly DeliveryResult[]> {
  const dueMs = OWED_MS + choose([1, 5, 50]);
  const isReleased = choose([true, false]);
  const outcome = choose(["ok", "ok", "dead", "later", "released", "lane"] as const);
  switch (outcome) {
    case "ok":
      return [ok(head)];
    case "dead":
      return [dead(head), ok(head)];
    case "later":
      return [{ ...later(head, dueMs, isReleased), ...choose([{}, { attempt: null }]) }];
    case "released":
      return [released(head)];
    case "lane": {
      const behind = await store.laneDeliveries(head, 2);
      const held = behind.filter((row) => !row.isReleased);
      return head.isReleased
        ? [ok(head)]
        : [
            ok(head),
            ...held.slice(0, -1).map(ok),
            ...held.slice(-1).map((row) => later(row, dueMs)),
          ];
    }
  }
}

export function startRandomRun(store: Store, choose: Choose): Promise<unknown> {
  const range = choose([
    {},
    { sinceMs: OWED_MS + 1 },
    { untilMs: OWED_MS + 2, conversationId: choose(CONVERSATIONS) },
    { only: { conversationId: choose(CONVERSATIONS), seq: choose([1, 2, 3]) } },
  ]);
  const url = choose([null, "https://other.example"]);
  const nowMs = OWED_MS + choose([1, 3, 9]);
  const hookId = choose(HOOKS);
  const named = choose([{}, { name: JSON.stringify([hookId, url, range]) }]);
  return store.startRun({ hookId, ...range, url, nowMs, ...named });
}

/** Reads all that can be read about hooks. */
export async function readAllHooks(store: Store): Promise<unknown> {
  const filters: Partial<DeliveryFilter>[] = [
    {},
    { run: 0, status: "pending" },
    { status: "failed", type: "text" },
    { status: "dead", sinceMs: OWED_MS + 1 },
    { status: "ok", conversationId: 2 },
    { untilMs: OWED_MS + 2, sender: "customer", offset: 2, limit: 3 },
  ];
  return await Promise.all([
    store.allHooks(),
    store.owingHooks(),
    ...CONVERSATIONS.flatMap((id) => VARIANTS.map((variant) => store.rendering(id, 2, variant))),
    ...HOOKS.flatMap((hookId) => [
      store.hookHealth(hookId),
      store.readyDeliveries(hookId, FAR_MS, 50),
      store.readyDeliveries(hookId, OWED_MS + 2, 2, "redirected"),
      ...CONVERSATIONS.map((id) => store.laneDeliveries(key(hookId, id, 1), 5)),
      ...filters.map((filter) => store.deliveries({ hookId, offset: 0, limit: 500, ...filter })),
    ]),
  ]);
}

import { AppError } from "../../errors.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Egress } from "../../ports/egress.ts";
import type {
  AttemptRecord,
  DeliveryFilter,
  DeliveryKey,
  DeliveryRecord,
  HookRecord,
  HookStore,
  RunRequest,
} from "../../ports/hooks.ts";
import { refuseUnusableUrl } from "./check-hook-url.ts";
import type { HookDispatch } from "./hook-dispatch.ts";

/** What is to be delivered once more. */
export interface Replay {
  readonly sinceMs: number;
  readonly untilMs?: number | undefined;
  readonly conversationId?: number | undefined;
  /** Another receiver, this once. */
  readonly url?: string | null | undefined;
}

/** How a person or a program handles what is owed. */
export interface ByHand {
  /** The request that asks for it: under the name of one that was made before nothing is owed that the first one has. */
  readonly requestName?: string | undefined;
  /** Called when nothing stands against it any more, before anything is owed or given up. */
  readonly begin?: () => Promise<void>;
}

/** What hooks are and were owed, as their owner handles it. */
export interface ManageDeliveries {
  /** Newest first. */
  list(filter: DeliveryFilter): ReturnType<HookStore["deliveries"]>;
  find(key: DeliveryKey): Promise<DeliveryInFull | null>;
  /** Owes a delivery once more; gives its new key, or `null` when its body is not kept any more. */
  resend(delivery: DeliveryInFull, by?: ByHand): Promise<DeliveryKey | null>;
  replay(
    hook: HookRecord,
    what: Replay,
    by?: ByHand,
  ): Promise<{ readonly run: number; readonly queued: number }>;
  /** Gives up what is owed, so that its lane goes on; `false`: it is not owed any more. */
  skip(delivery: DeliveryRecord, by?: ByHand): Promise<boolean>;
  /** Sends a sample now and tells what came of it. */
  tryOnce(
    hook: HookRecord,
    sample: { readonly eventId: string; readonly body: string },
  ): Promise<AttemptRecord>;
}

/** A delivery with its body; `null` when that is not kept any more. */
export interface DeliveryInFull extends DeliveryRecord {
  readonly body: string | null;
}

/** A receiver may be silent for long: samples of one workspace under way at a time. */
const mostTries = 8;

/** Makes the management of what hooks are owed. */
export function createManageDeliveries(ports: {
  readonly store: HookStore;
  readonly clock: Clock;
  readonly egress: () => Pick<Egress, "check">;
  readonly dispatch: HookDispatch;
}): ManageDeliveries {
  const { store, clock, dispatch } = ports;
  const enter = createTryingRoom();

  async function start(request: RunRequest, { requestName: name, begin }: ByHand) {
    await begin?.();
    const started = await store.startRun({ ...request, ...(name !== undefined && { name }) });
    dispatch.refresh(request.hookId);
    return started;
  }

  return {
    list: (filter) => store.deliveries(filter),
    find: async (key) => {
      const found = await store.delivery(key);
      if (!found) return null;
      const rendering = await store.rendering(key.conversationId, key.seq, found.variant);
      return { ...found, body: rendering?.body ?? null };
    },
    resend: async ({ hookId, conversationId, seq, url, body }, by = {}) => {
      if (body === null) return null;
      const only = { conversationId, seq };
      const { run, queued } = await start({ hookId, only, url, nowMs: clock.nowMs() }, by);
      return queued === 0 ? null : { hookId, ...only, run };
    },
    replay: async ({ id }, { sinceMs, untilMs, conversationId, url = null }, by = {}) => {
      if (url !== null) refuseUnusableUrl(ports.egress(), url);
      const request = {
        ...{ hookId: id, sinceMs, url, nowMs: clock.nowMs() },
        ...(untilMs !== undefined && { untilMs }),
        ...(conversationId !== undefined && { conversationId }),
      };
      return start(request, by);
    },
    skip: async (delivery, { begin } = {}) => {
      if (delivery.status === "ok" || delivery.status === "dead") return false;
      await begin?.();
      return dispatch.skip(delivery);
    },
    tryOnce: async (hook, sample) => {
      const leave = enter(hook.workspaceId);
      try {
        return await dispatch.tryOnce(hook, sample);
      } finally {
        leave();
      }
    },
  };
}

/** Lets so many in for each workspace; gives what lets them out again. Throws when there are too many. */
function createTryingRoom(): (workspaceId: number) => () => void {
  const inside = new Map<number, number>();
  const count = (workspaceId: number, change: 1 | -1): void => {
    const left = (inside.get(workspaceId) ?? 0) + change;
    if (left > 0) inside.set(workspaceId, left);
    else inside.delete(workspaceId);
  };
  return (workspaceId) => {
    if ((inside.get(workspaceId) ?? 0) >= mostTries)
      throw new AppError("throttled", { retryAfterSeconds: 5 });
    count(workspaceId, 1);
    return () => count(workspaceId, -1);
  };
}

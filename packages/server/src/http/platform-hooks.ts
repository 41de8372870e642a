import { AppError } from "../errors.ts";
import type { Features } from "../features/create-features.ts";
import type { HookDispatch } from "../features/hooks/hook-dispatch.ts";
import { createInspectionLog, type InspectionLog } from "../features/hooks/inspection-log.ts";
import { createInspectors, type Inspectors } from "../features/hooks/inspectors.ts";
import {
  createManageDeliveries,
  type ManageDeliveries,
} from "../features/hooks/manage-deliveries.ts";
import { createManageHooks, type ManageHooks } from "../features/hooks/manage-hooks.ts";
import type { HookRenderer } from "../features/hooks/owe-hooks.ts";
import type { Chance } from "../ports/chance.ts";
import type { Clock } from "../ports/clock.ts";
import type { Egress } from "../ports/egress.ts";
import type { Hub } from "../ports/hub.ts";
import type { Store } from "../ports/store.ts";
import { createEventStreams, type EventStreams } from "./event-streams.ts";
import { createMessageTail, type MessageTail } from "./message-tail.ts";
import type { TokenBuckets } from "./token-buckets.ts";

/** Hooks and what belongs to them, as the platform API handles them. */
export interface PlatformHooks {
  readonly manage: ManageHooks;
  readonly deliveries: ManageDeliveries;
  readonly renderer: HookRenderer;
  readonly inspectors: Inspectors;
  /** What inspectors were sent. */
  readonly inspections: InspectionLog;
  /** Per inspector; `null` when rates are not limited. */
  readonly inspectorBuckets: TokenBuckets | null;
  readonly tail: MessageTail;
  /** Of those who watch. */
  readonly streams: EventStreams;
}

export interface PlatformHooksPorts {
  readonly store: Store;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly features: Pick<Features, "forgetListeners" | "read" | "tokens" | "sessions">;
  /** The installation's key: it seals tokens and signing secrets, and makes the addresses of inspectors. */
  readonly key: Uint8Array;
  readonly renderer: HookRenderer;
  readonly inspectorBuckets: TokenBuckets | null;
  /** The way out, once the server is ready. */
  readonly egress: () => Pick<Egress, "check">;
  /** Whoever delivers; `null` until the server is ready. */
  readonly dispatch: () => HookDispatch | null;
  readonly report: (error: unknown, about: string) => void;
}

/** Makes the handling of hooks behind the platform API. */
export function createPlatformHooks(ports: PlatformHooksPorts): PlatformHooks {
  const { clock, features, renderer, inspectorBuckets } = ports;
  const dispatch = dispatchOf(ports.dispatch);
  const streams = createEventStreams(clock);
  const endOf = (kind: string) => (id: number | string | null) =>
    id === null ? streams.recheck() : streams.endOf(`${kind}.${id}`);
  features.tokens.onRevoke(endOf("token"));
  features.sessions.onEnd(endOf("session"));
  return {
    manage: createManageHooks({
      ...ports,
      onChange: (hookId) => {
        features.forgetListeners();
        dispatch.refresh(hookId);
      },
    }),
    deliveries: createManageDeliveries({ ...ports, dispatch }),
    renderer,
    inspectors: createInspectors(ports),
    inspections: createInspectionLog(),
    inspectorBuckets,
    tail: createMessageTail({ ...ports, read: features.read }),
    streams,
  };
}

function dispatchOf(find: () => HookDispatch | null): HookDispatch {
  const ready = (): HookDispatch => {
    const dispatch = find();
    if (!dispatch) throw new AppError("shutting-down", { retryAfterSeconds: 1 });
    return dispatch;
  };
  return {
    // Until it is ready there is nothing to refresh: it begins with what is stored.
    refresh: (hookId) => find()?.refresh(hookId),
    skip: async (key) => ready().skip(key),
    tryOnce: async (hook, sample) => ready().tryOnce(hook, sample),
  };
}

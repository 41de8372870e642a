import { createHookRenderer } from "../channels/hook-renderer.ts";
import { AppError } from "../errors.ts";
import type { HookDispatch } from "../features/hooks/hook-dispatch.ts";
import {
  createManageDeliveries,
  type ManageDeliveries,
} from "../features/hooks/manage-deliveries.ts";
import { createManageHooks, type ManageHooks } from "../features/hooks/manage-hooks.ts";
import type { HookRenderer } from "../features/hooks/owe-hooks.ts";
import type { Chance } from "../ports/chance.ts";
import type { Clock } from "../ports/clock.ts";
import type { Egress } from "../ports/egress.ts";
import type { Store } from "../ports/store.ts";

/** Hooks, as the platform API handles them. */
export interface PlatformHooks {
  readonly manage: ManageHooks;
  readonly deliveries: ManageDeliveries;
  readonly renderer: HookRenderer;
}

/** Makes the handling of hooks behind the platform API. */
export function createPlatformHooks(ports: {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  /** The installation's key: it seals tokens and signing secrets. */
  readonly key: Uint8Array;
  readonly publicUrl: () => string;
  /** The way out, once the server is ready. */
  readonly egress: () => Pick<Egress, "check">;
  /** Whoever delivers; `null` until the server is ready. */
  readonly dispatch: () => HookDispatch | null;
  /** Drops what is remembered of who listens. */
  readonly forgetListeners: () => void;
}): PlatformHooks {
  // Until it is ready there is nothing to refresh: it begins with what is stored.
  const refresh = (hookId: number) => ports.dispatch()?.refresh(hookId);
  const ready = (): HookDispatch => {
    const dispatch = ports.dispatch();
    if (!dispatch) throw new AppError("shutting-down", { retryAfterSeconds: 1 });
    return dispatch;
  };
  return {
    manage: createManageHooks({
      ...ports,
      onChange: (hookId) => {
        ports.forgetListeners();
        refresh(hookId);
      },
    }),
    deliveries: createManageDeliveries({
      ...ports,
      dispatch: {
        refresh,
        skip: (key) => ready().skip(key),
        tryOnce: (hook, sample) => ready().tryOnce(hook, sample),
      },
    }),
    renderer: createHookRenderer(ports.publicUrl),
  };
}

import type { AttemptRecord, DeliveryKey, HookRecord } from "../../ports/hooks.ts";

/** Whoever delivers to hooks, as far as owners steer it by hand. */
export interface HookDispatch {
  /** Looks again at a hook and at what it is owed: either was changed by hand. */
  refresh(hookId: number): void;
  /** Gives up a delivery that is owed, so that its lane goes on; `false`: it is not owed any more. */
  skip(key: DeliveryKey): Promise<boolean>;
  /** Makes one request to a hook now, signed like any other, and tells what came of it. Records nothing. */
  tryOnce(
    hook: HookRecord,
    message: { readonly eventId: string; readonly body: string },
  ): Promise<AttemptRecord>;
}

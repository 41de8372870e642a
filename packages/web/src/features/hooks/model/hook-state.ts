import type { Hook } from "@parley/contract";

/** How a hook stands, in the four meanings. */
export function hookMeaning({ status, failing_since }: Pick<Hook, "status" | "failing_since">) {
  if (status === "gone" || status === "failing") return "fail";
  if (status === "paused") return "none";
  return failing_since === null ? "ok" : "wait";
}

/** Deliveries of the last 24 hours, by how they ended so far. */
export interface HookHealth {
  readonly delivered: number;
  readonly retrying: number;
  readonly givenUp: number;
}

/** The share of each kind in percent, whole numbers that a bar can be drawn with: what is there is seen. */
export function healthShares({ delivered, retrying, givenUp }: HookHealth): HookHealth | null {
  const total = delivered + retrying + givenUp;
  if (total === 0) return null;
  const share = (count: number) =>
    count === 0 ? 0 : Math.max(4, Math.round((100 * count) / total));
  const bad = { retrying: share(retrying), givenUp: share(givenUp) };
  return { ...bad, delivered: delivered === 0 ? 0 : 100 - bad.retrying - bad.givenUp };
}

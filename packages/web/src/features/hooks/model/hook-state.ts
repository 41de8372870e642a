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

/** The share of each kind in percent: whole numbers that make 100, and whatever is there is wide enough to be seen. */
export function healthShares(health: HookHealth): HookHealth | null {
  const { delivered, retrying, givenUp } = health;
  const total = delivered + retrying + givenUp;
  if (total === 0) return null;
  const share = (count: number) =>
    count === 0 ? 0 : Math.max(leastShare, Math.round((100 * count) / total));
  const shares = {
    delivered: share(delivered),
    retrying: share(retrying),
    givenUp: share(givenUp),
  };
  const excess = shares.delivered + shares.retrying + shares.givenUp - 100;
  // The largest gives what the small ones need to be seen.
  const most = Math.max(delivered, retrying, givenUp);
  const largest = (["delivered", "retrying", "givenUp"] as const).find((it) => health[it] === most);
  return largest ? { ...shares, [largest]: shares[largest] - excess } : shares;
}

const leastShare = 4;

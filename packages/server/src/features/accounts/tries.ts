import { AppError } from "../../errors.ts";
import type { Clock } from "../../ports/clock.ts";

/** Counts attempts at a secret. */
export interface Tries {
  /**
   * Takes an attempt from each of these, before the secret is looked at. Throws when one has none left. What is
   * returned gives them back: the attempt was right.
   */
  take(keys: readonly string[]): () => void;
}

const most = 10;
const windowMs = 15 * 60_000;
const mostKeys = 100_000;

/**
 * Makes the counter: ten wrong ones in a quarter of an hour, per account and per network. At most `limit` keys are
 * remembered, in two generations, the older of which goes as a whole: taking them out one by one would cost a look past all
 * that were taken out before. Whoever tries on stays in the younger one, also while nothing is left to them.
 */
export function createTries(clock: Clock, limit = mostKeys): Tries {
  let young = new Map<string, readonly number[]>();
  let old = new Map<string, readonly number[]>();

  const recent = (key: string): readonly number[] =>
    (young.get(key) ?? old.get(key) ?? []).filter((atMs) => clock.nowMs() - atMs < windowMs);

  function keep(key: string, times: readonly number[]): void {
    old.delete(key);
    young.delete(key);
    if (times.length > 0) young.set(key, times);
    if (young.size < limit / 2) return;
    old = young;
    young = new Map();
  }

  function waitOf(key: string, nowMs: number): number {
    const times = recent(key);
    if (times.length < most) return 0;
    keep(key, times);
    return (times[0] ?? nowMs) + windowMs - nowMs;
  }

  return {
    take: (keys) => {
      const nowMs = clock.nowMs();
      const waitMs = Math.max(0, ...keys.map((key) => waitOf(key, nowMs)));
      if (waitMs > 0)
        throw new AppError("too-many-tries", { retryAfterSeconds: Math.ceil(waitMs / 1000) });
      for (const key of keys) keep(key, [...recent(key), nowMs]);
      return () => {
        for (const key of keys) {
          const times = recent(key);
          const index = times.indexOf(nowMs);
          if (index >= 0) keep(key, times.toSpliced(index, 1));
        }
      };
    },
  };
}

/** Looks at a secret for the price of a try, which is given back when it was right. */
export async function tried<T>(
  tries: Tries,
  keys: readonly string[],
  look: () => Promise<T>,
): Promise<T> {
  const giveBack = tries.take(keys);
  const found = await look();
  giveBack();
  return found;
}

/** The key under which a network's tries are counted. */
export const networkKey = (address: string): string => `network ${networkOf(address)}`;

/** The network that an address stands for: a whole /64 of IPv6, as one subscriber has. */
export function networkOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address.replace(/^::ffff:/i, "");
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const groups = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : 8 - groups.length - last.length;
  const full = [...groups, ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...last];
  return full
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

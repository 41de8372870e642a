import { spokenLanguage, t } from "../../../ui/words.ts";

const firstCompact = 10_000;
const leastShare = 0.001;

/** A count as short as it can be read: *9,876*, *12.4K*. */
export function shortCount(count: number): string {
  if (Math.abs(count) < firstCompact) return exactCount(count);
  return count.toLocaleString(spokenLanguage(), { notation: "compact", maximumFractionDigits: 1 });
}

/** A number to two digits, for where there is hardly any room: *124* as *120*, *1,080* as *1.1K*. */
export function roughCount(count: number): string {
  return count.toLocaleString(spokenLanguage(), {
    notation: "compact",
    maximumSignificantDigits: 2,
  });
}

/** A count for where there is little room: thousands are told roughly, and the exact count on hover. */
export function narrowCount(count: number): string {
  return count < 1000 ? exactCount(count) : roughCount(count);
}

/** A count to its last digit. */
export function exactCount(count: number): string {
  return count.toLocaleString(spokenLanguage(), { maximumFractionDigits: 2 });
}

/**
 * A share as a percentage; those near an end with a decimal: what is there is never 0 %, and where something is missing
 * it is not 100 %. `null`: of nothing.
 */
export function percent(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return "–";
  if (share > 0 && share < leastShare) return `< ${written(leastShare, 1)}`;
  if (share < 1 && share > 1 - leastShare) return `> ${written(1 - leastShare, 1)}`;
  const isNearEnd = (share > 0 && share < 0.1) || (share < 1 && share >= 0.995);
  return written(share, isNearEnd ? 1 : 0);
}

/** How long something took, in the two largest units at most: *42 s*, *3 min 20 s*, *2 h 5 min*, *3 d 4 h*. */
export function writeDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return t("{count} s", { count: whole });
  if (whole < 3600)
    return joined(t("{count} min", { count: Math.floor(whole / 60) }), rest(whole % 60, 1, "s"));
  if (whole < 86_400)
    return joined(
      t("{count} h", { count: Math.floor(whole / 3600) }),
      rest(whole % 3600, 60, "min"),
    );
  return joined(
    t("{count} d", { count: Math.floor(whole / 86_400) }),
    rest(whole % 86_400, 3600, "h"),
  );
}

function rest(seconds: number, size: number, unit: "s" | "min" | "h"): string {
  const count = Math.floor(seconds / size);
  if (count === 0) return "";
  if (unit === "s") return t("{count} s", { count });
  return unit === "min" ? t("{count} min", { count }) : t("{count} h", { count });
}

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(" ");

function written(share: number, maximumFractionDigits: number): string {
  return share.toLocaleString(spokenLanguage(), { style: "percent", maximumFractionDigits });
}

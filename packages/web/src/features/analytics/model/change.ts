/** How a figure stands beside the one before it. */
export type Change =
  | { readonly kind: "same" }
  | { readonly kind: "new" }
  | { readonly kind: "none" }
  | { readonly kind: "up" | "down"; readonly share: number };

/** Compares a figure with the one of the range before; `null`: there is none to compare with. */
export function changeOf(now: number | null, before: number | null): Change {
  if (now === null || before === null) return { kind: "none" };
  if (now === before) return now === 0 ? { kind: "none" } : { kind: "same" };
  if (before === 0) return { kind: "new" };
  const share = Math.abs(now - before) / before;
  return { kind: now > before ? "up" : "down", share };
}

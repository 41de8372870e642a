import type { AuditActor } from "../../ports/audit.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store.ts";
import type { Deed } from "./deed.ts";

/** Writes a line of a deed that is no record of ours; to be done before it, so that it is never without its line. */
export async function tellDeed(
  { store, clock }: { readonly store: Pick<Store, "commit">; readonly clock: Clock },
  actor: AuditActor,
  ...deeds: readonly Deed[]
): Promise<void> {
  const atMs = clock.nowMs();
  const records = deeds.map((it) => ({ kind: "add-audit", row: { ...it, actor, atMs } }) as const);
  await store.commit({ records });
}

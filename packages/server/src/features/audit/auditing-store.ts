import type { AuditRow } from "../../ports/audit.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Commit, Store } from "../../ports/store.ts";
import type { Acting } from "./acting.ts";
import { deedsOf } from "./deeds-of.ts";

/**
 * The same store, which adds to each commit the lines of the audit log that its records are worth: a deed and its line
 * are written together or not at all, whichever door it came through.
 */
export function auditingStore(
  store: Store,
  { acting, clock }: { readonly acting: Pick<Acting, "present">; readonly clock: Clock },
): Store {
  async function withLines(commit: Commit, records: NonNullable<Commit["records"]>) {
    const actor = acting.present();
    const atMs = clock.nowMs();
    const lines: AuditRow[] = [];
    for (const record of records)
      for (const deed of await deedsOf(store, record, records))
        lines.push({ ...deed, actor, atMs });
    const added = lines.map((row) => ({ kind: "add-audit", row }) as const);
    return store.commit({ ...commit, records: [...records, ...added] });
  }
  return {
    ...store,
    // What is said in conversations passes through untouched, and no later than before.
    commit: (commit) =>
      commit.records === undefined ? store.commit(commit) : withLines(commit, commit.records),
  };
}

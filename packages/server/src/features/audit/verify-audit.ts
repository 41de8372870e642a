import { setImmediate as nextTurn } from "node:timers/promises";
import type { AuditHead, AuditLink, AuditStore } from "../../ports/audit.ts";
import { auditHash, firstAuditHash } from "../../ports/audit-chain.ts";

/** What a look at a workspace's whole audit log has found. */
export interface AuditVerdict {
  /** How many lines fit, from the first one on. */
  readonly lines: number;
  /** The last of them. */
  readonly head: AuditHead | null;
  /** The first that does not fit; `null`: all do. */
  readonly fault: AuditFault | null;
}

export interface AuditFault {
  readonly lineId: number;
  /**
   * "broken": it does not fit what stands before it: it was changed, or something before it was removed, added or moved.
   * "replaced": it is another line than the one whose hash was noted. "missing": it was noted, and is not there.
   * "unnoted": it is the newest, and nothing beside the log says so.
   */
  readonly kind: "broken" | "replaced" | "missing" | "unnoted";
}

type Log = Pick<AuditStore, "auditLinks" | "auditHead">;

const page = 500;

/**
 * Follows the chain of a workspace's audit log from its first line to its last, also while lines are added. `kept` are
 * lines whose hashes somebody has noted elsewhere: each has to be there still, or what led to it was written anew.
 */
export async function verifyAudit(
  log: Log,
  workspaceId: number,
  kept: readonly AuditHead[] = [],
): Promise<AuditVerdict> {
  // Before the lines: what is the newest now is among them.
  const newest = await log.auditHead(workspaceId);
  const noted = (newest ? [...kept, newest] : [...kept]).sort((a, b) => a.id - b.id);
  let head: AuditHead | null = null;
  let lines = 0;
  for await (const link of linksOf(log, workspaceId)) {
    const fault = misfit(head, link, noted);
    if (fault) return { lines, head, fault };
    head = { id: link.id, hash: link.hash };
    lines += 1;
  }
  return { lines, head, fault: await faultAtEnd(log, workspaceId, head, noted) };
}

async function* linksOf(log: Log, workspaceId: number): AsyncGenerator<AuditLink> {
  for (let afterId = Number.MIN_SAFE_INTEGER; ; ) {
    const links = await log.auditLinks(workspaceId, afterId, page);
    yield* links;
    afterId = links.at(-1)?.id ?? afterId;
    if (links.length < page) return;
    // Others get their turn.
    await nextTurn();
  }
}

/** What is wrong with the line that stands after another; takes away what was noted of the lines up to it. */
function misfit(
  before: AuditHead | null,
  { id, hash, content }: AuditLink,
  noted: AuditHead[],
): AuditFault | null {
  for (let [it] = noted; it && it.id <= id; [it] = noted) {
    noted.shift();
    if (it.id < id) return { lineId: it.id, kind: "missing" };
    if (it.hash !== hash) return { lineId: id, kind: "replaced" };
  }
  const isNext = hash === auditHash(before?.hash ?? firstAuditHash, content);
  return isNext ? null : { lineId: id, kind: "broken" };
}

async function faultAtEnd(
  log: Log,
  workspaceId: number,
  last: AuditHead | null,
  [lost]: readonly AuditHead[],
): Promise<AuditFault | null> {
  if (lost) return { lineId: lost.id, kind: "missing" };
  const isUnnoted = last !== null && (await log.auditHead(workspaceId)) === null;
  return isUnnoted ? { lineId: last.id, kind: "unnoted" } : null;
}

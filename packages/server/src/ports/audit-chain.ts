/**
 * How lines of the audit log hold together: each carries a hash over the hash of the line before it in its workspace and
 * over all that it says itself. Whoever has the lines can compute it; the guide says how.
 *
 * Released hashes stand in databases and in what owners have kept: what is hashed never changes. A new column needs a
 * new kind of link, not another list here.
 */
import { hash } from "node:crypto";
import type { AuditContent, StoredAuditRow } from "./audit.ts";

/** Before the first line there is none. */
export const firstAuditHash = "";

/** The hash of a line, after the hash of the line before it. */
export function auditHash(before: string, content: AuditContent): string {
  return hash("sha256", JSON.stringify([before, ...content]), "hex");
}

/** What a line says, as it is hashed. */
export function auditContent(row: Omit<StoredAuditRow, "hash">): AuditContent {
  const { id, workspaceId, atMs, actor, deed, subject, subjectName, detail } = row;
  const { kind, agentId, tokenId, name, address } = actor;
  const who = [kind, agentId, tokenId, name, address];
  return [id, workspaceId, atMs, ...who, deed, subject, subjectName, JSON.stringify(detail)];
}

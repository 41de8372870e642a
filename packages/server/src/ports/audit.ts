/** Who did something that the audit log tells of. */
export interface AuditActor {
  /**
   * "person": signed in to the Studio. "token": a program. "guest": somebody who was not signed in. "console": whoever
   * runs commands on the server. "server": the server by itself.
   */
  readonly kind: "person" | "token" | "guest" | "console" | "server";
  /** The agent, of people in a workspace and of tokens. */
  readonly agentId: number | null;
  readonly tokenId: number | null;
  readonly name: string;
  /** Where it was done from; empty where there is no network between. */
  readonly address: string;
}

/** What can be done that others shall be able to look up later. */
export const auditDeeds = [
  "sign_in",
  "sign_in_failed",
  "account.password_changed",
  "account.reset_code",
  "account.two_factor_on",
  "account.two_factor_off",
  "workspace.created",
  "workspace.renamed",
  "member.added",
  "member.changed",
  "member.role_changed",
  "member.deactivated",
  "member.activated",
  "invitation.created",
  "invitation.revoked",
  "token.created",
  "token.revoked",
  "bot.created",
  "bot.renamed",
  "bot.published",
  "bot.deleted",
  "channel.created",
  "channel.changed",
  "hook.created",
  "hook.changed",
  "hook.deleted",
  "hook.replayed",
  "delivery.resent",
  "delivery.skipped",
  "inspector.created",
  "inspector.changed",
  "inspector.deleted",
  "customer.deleted",
  "transcripts.exported",
  "insights.exported",
  "audit.exported",
  "backup.made",
  "backup.restored",
] as const;
export type AuditDeed = (typeof auditDeeds)[number];

/** What a deed tells beside its name: ids, names of what changed, roles before and after. Never a secret, never a message. */
export type AuditDetail = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** A line of a workspace's audit log. */
export interface AuditRow {
  readonly workspaceId: number;
  readonly atMs: number;
  readonly actor: AuditActor;
  readonly deed: AuditDeed;
  /** What it was done to: `token 7`, with the name that it had. */
  readonly subject: string;
  readonly subjectName: string;
  readonly detail: AuditDetail;
}

/** A line as it stands in the log: numbered in the order of writing, over all workspaces. */
export interface StoredAuditRow extends AuditRow {
  readonly id: number;
  /** Over the line and the hash of the one before it in its workspace: see `audit-chain.ts`. */
  readonly hash: string;
}

/** Names a line, and with it all that stood before it. The newest of a workspace is the head of its log. */
export type AuditHead = Pick<StoredAuditRow, "id" | "hash">;

/** What of a line is hashed, in the order of `audit-chain.ts`. */
export type AuditContent = readonly (string | number | null)[];

/** A line as a check of the chain reads it: what the columns hold, whether or not it can be read as a line. */
export interface AuditLink extends AuditHead {
  readonly content: AuditContent;
}

/** Adds a line at the end of its workspace's chain. There is no other change: what was written stays as it is. */
export interface AuditWrite {
  readonly kind: "add-audit";
  readonly row: AuditRow;
}

export interface AuditFilter {
  readonly workspaceId: number;
  readonly deed?: AuditDeed;
  /** By this agent, or by their tokens. */
  readonly agentId?: number;
  /** From then on, and before then. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** Before the line with this number. */
  readonly beforeId?: number;
  readonly limit: number;
}

export interface AuditStore {
  /** The newest first. */
  audit(filter: AuditFilter): Promise<readonly StoredAuditRow[]>;
  /** A workspace's lines after one, in the order of writing. */
  auditLinks(workspaceId: number, afterId: number, limit: number): Promise<readonly AuditLink[]>;
  /** What was written down beside the log as its newest line; `null` for a workspace that has none. */
  auditHead(workspaceId: number): Promise<AuditHead | null>;
}

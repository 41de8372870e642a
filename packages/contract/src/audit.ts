import { z } from "zod";
import { OptionalInstant } from "./instant.ts";
import { success } from "./page.ts";
import { clamped, clampedIfGiven, IdFilter } from "./tolerant.ts";

/** What can be done that the audit log tells of. */
export const AuditDeed = z.enum([
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
]);
export type AuditDeed = z.infer<typeof AuditDeed>;

/** Who did it. */
export const AuditActor = z
  .object({
    kind: z
      .enum(["person", "token", "guest", "console", "server"])
      .describe(
        "`person`: signed in to the Studio. `token`: a program. `guest`: somebody who was not signed in. `console`: a command on the server. `server`: the server by itself.",
      ),
    agent_id: z.int().nullable(),
    token_id: z.int().nullable(),
    token_name: z
      .string()
      .describe("The token's, looked up when the line is read: it is not hashed. May be empty."),
    name: z.string().describe("The agent's, as it was then. May be empty."),
    address: z.string().describe("The network address that it was done from. May be empty."),
  })
  .meta({ id: "AuditActor" });
export type AuditActor = z.infer<typeof AuditActor>;

/** A line of the audit log: who did what to what, when and from where. */
export const AuditLine = z
  .object({
    id: z.int(),
    hash: z
      .string()
      .describe("SHA-256 over the line and the hash of the one before it, in hexadecimal."),
    at: z.number().describe("Seconds since 1970."),
    actor: AuditActor,
    deed: AuditDeed,
    subject: z
      .string()
      .describe("What it was done to: `token 50001`. An invitation has no number."),
    subject_name: z.string().describe("Its name, as it was then. May be empty."),
    detail: z
      .record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
      )
      .describe("Ids, roles before and after, names of what changed. Never a secret or a message."),
  })
  .meta({ id: "AuditLine" });
export type AuditLine = z.infer<typeof AuditLine>;

/** Which lines to list. */
export const AuditQuery = z.object({
  deed: z
    .preprocess((text) => (text === "" ? undefined : text), AuditDeed.optional())
    .describe("Of this kind only."),
  agent_id: IdFilter.describe("By this agent, signed in or by their tokens."),
  since: OptionalInstant.describe("From then on: seconds since 1970, a day (UTC), or ISO 8601."),
  until: OptionalInstant.describe("Before then."),
  before: clampedIfGiven(0, Number.MAX_SAFE_INTEGER).describe(
    "Those before the one with this `id`: the `next` of the page before.",
  ),
  limit: clamped(1, 100, 50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** A page of the audit log, newest first. */
export const AuditPage = z.object({
  success,
  audit: z.array(AuditLine),
  next: z.int().nullable().describe("`before` of the next page; `null`: there is none."),
});
export type AuditPage = z.infer<typeof AuditPage>;

/** A line by its number and its hash. */
export const AuditHead = z.object({ id: z.int(), hash: z.string() }).meta({ id: "AuditHead" });
export type AuditHead = z.infer<typeof AuditHead>;

/** What the log is held against. */
export const AuditHeadQuery = z.object({
  head: z
    .string()
    .transform((text, context) => {
      if (text === "") return undefined;
      const [, id, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
      if (id !== undefined && hash !== undefined) return { id: Number(id), hash };
      context.addIssue({ code: "custom", message: "Give a line's id and hash, as id:hash." });
      return z.NEVER;
    })
    .optional()
    .describe("A line that you noted earlier, as `id:hash`: it has to stand in the log still."),
});
export type AuditHeadQuery = z.infer<typeof AuditHeadQuery>;

/** Whether the log is as it was written. */
export const AuditVerification = z.object({
  success,
  lines: z.int().describe("How many lines fit, from the first one on."),
  head: AuditHead.nullable().describe("The last of them: worth noting elsewhere."),
  fault: z
    .object({
      line_id: z.int(),
      kind: z
        .enum(["broken", "replaced", "missing", "unnoted"])
        .describe(
          "`broken`: the line does not fit what stands before it: it was changed, or one before it was removed, added or moved. `replaced`: it is another than the one that was noted. `missing`: it was noted, and is not there. `unnoted`: it is the newest, and the note of the newest is missing.",
        ),
    })
    .nullable()
    .describe("The first line that does not fit; `null`: all do."),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

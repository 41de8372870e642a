import { z } from "zod";
import { OptionalInstant } from "./instant.ts";
import { success } from "./page.ts";
import { clamped, clampedIfGiven, IdFilter } from "./tolerant.ts";

/** What can be done that the audit log tells of. */
export const AuditDeed = z.enum([
  "sign_in",
  "sign_in_failed",
  "account.password_changed",
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
  "bot.published",
  "bot.deleted",
  "channel.created",
  "channel.changed",
  "hook.created",
  "hook.changed",
  "hook.deleted",
  "customer.deleted",
  "transcripts.exported",
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
    name: z.string().describe("The agent's, as it was then. May be empty."),
    address: z.string().describe("The network address that it was done from. May be empty."),
  })
  .meta({ id: "AuditActor" });
export type AuditActor = z.infer<typeof AuditActor>;

/** A line of the audit log: who did what to what, when and from where. */
export const AuditLine = z
  .object({
    id: z.int(),
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

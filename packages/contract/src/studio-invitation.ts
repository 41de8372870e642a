import { z } from "zod";
import { success, total } from "./page.ts";
import { NewPassword, StudioEmail, StudioName, StudioRole } from "./studio-account.ts";

/** An invitation that nobody has accepted yet. The link that it went out with is kept as a hash only. */
export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: StudioRole,
  invited_by: z.string().nullable().describe("The agent's name."),
  created_at: z.number().describe("Seconds since 1970."),
  expires_at: z.number(),
});
export type Invitation = z.infer<typeof Invitation>;

/** Whom to invite, and what they shall be. */
export const NewInvitation = z.strictObject({ email: StudioEmail, role: StudioRole });
export type NewInvitation = z.infer<typeof NewInvitation>;

/** An invitation that was just made: `link` opens it once, for seven days, and is never shown again. */
export const NewInvitationAnswer = z.object({ success, invitation: Invitation, link: z.string() });
export type NewInvitationAnswer = z.infer<typeof NewInvitationAnswer>;

/** The invitations of a workspace that still can be accepted, the newest first. */
export const InvitationPage = z.object({ success, total, invitations: z.array(Invitation) });
export type InvitationPage = z.infer<typeof InvitationPage>;

/** What an invitation says to whoever holds its link. */
export const InvitationLook = z.object({
  success,
  workspace: z.string(),
  email: z.string(),
  role: StudioRole,
  has_account: z.boolean().describe("Whether whoever is invited signs in, or chooses a password."),
});
export type InvitationLook = z.infer<typeof InvitationLook>;

/**
 * Accepts an invitation. Whoever has an account is signed in to it and gives nothing; whoever has none gives both, and
 * is signed in by it.
 */
export const InvitationAccept = z.strictObject({
  name: StudioName.optional(),
  password: NewPassword.optional(),
});
export type InvitationAccept = z.infer<typeof InvitationAccept>;

import { z } from "zod";
import { success } from "./page.ts";
import { saying } from "./tolerant.ts";

/** What somebody may do in a workspace, as the API calls it: the Studio says Owner, Builder, Agent. */
export const StudioRole = z.enum(["admin", "manager", "agent"]);
export type StudioRole = z.infer<typeof StudioRole>;

/** Whoever signs in: one person, whatever workspaces they belong to. */
export const StudioAccount = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  has_two_factor: z.boolean(),
});
export type StudioAccount = z.infer<typeof StudioAccount>;

/** A workspace that somebody who is signed in belongs to, and what they are there. */
export const StudioWorkspace = z.object({
  id: z.int(),
  name: z.string(),
  role: StudioRole,
  agent_id: z.int(),
});
export type StudioWorkspace = z.infer<typeof StudioWorkspace>;

/** Who is signed in, if anybody is, and whether this installation has been set up. Answered to everybody. */
export const StudioSessionAnswer = z.object({
  success,
  setup: z.enum(["needed", "done"]),
  account: StudioAccount.nullable(),
  workspaces: z.array(StudioWorkspace),
  may_found_workspaces: z.boolean().describe("Whether the installation lets them make another."),
});
export type StudioSessionAnswer = z.infer<typeof StudioSessionAnswer>;

/** The name of a person or a workspace. */
export const StudioName = z.string(saying("Give a text.")).trim().min(1).max(200);

/** An address to sign in with. Capitals do not tell two apart. */
export const StudioEmail = z
  .string(saying("This is not an e-mail address."))
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("This is not an e-mail address."));

/** A password that somebody chooses. */
export const NewPassword = z
  .string(saying("Give a text."))
  .min(12, "Take at least 12 characters.")
  .max(256, "Take at most 256 characters.");

/** A password as somebody types it to prove who they are. */
export const GivenPassword = z.string(saying("Give a text.")).max(256);

/** A code that was typed: of the authenticator, of the paper with backup codes, of the server's console. */
export const GivenCode = z.string(saying("Give the code.")).trim().min(1).max(128);

/** What the first owner gives. `code` is printed by the server when it starts, and by `parley setup-code`. */
export const SetupRequest = z.strictObject({
  code: GivenCode,
  name: StudioName,
  email: StudioEmail,
  password: NewPassword,
  workspace: StudioName,
});
export type SetupRequest = z.infer<typeof SetupRequest>;

/** The name by which people know the account that is signed in. */
export const AccountChange = z.strictObject({ name: StudioName });
export type AccountChange = z.infer<typeof AccountChange>;

/** The account as it is now. */
export const AccountAnswer = z.object({ success, account: StudioAccount });
export type AccountAnswer = z.infer<typeof AccountAnswer>;

/** A further workspace: whoever makes it owns it. */
export const NewWorkspace = z.strictObject({ name: StudioName });
export type NewWorkspace = z.infer<typeof NewWorkspace>;

/** The name of the workspace that is meant. */
export const WorkspaceChange = z.strictObject({ name: StudioName });
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;

export const WorkspaceAnswer = z.object({ success, workspace: StudioWorkspace });
export type WorkspaceAnswer = z.infer<typeof WorkspaceAnswer>;

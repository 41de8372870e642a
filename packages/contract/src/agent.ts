import { z } from "zod";
import { success, total } from "./page.ts";
import { saying } from "./tolerant.ts";

const role = z.enum(["admin", "manager", "agent"]);
const status = z.enum(["online", "busy", "offline"]);

/** A human who answers customers. */
export const Agent = z
  .object({
    id: z.int(),
    uuid: z.string(),
    name: z.string(),
    email: z.string(),
    avatar: z.string().nullable(),
    status: status.describe("Flows hand customers over to agents who are `online`."),
    role: role.describe("`agent`s cannot let go of what another agent holds."),
    active: z.boolean().describe("Tokens of an inactive agent open nothing."),
  })
  .meta({ id: "Agent" });
export type Agent = z.infer<typeof Agent>;

const name = z.string().trim().min(1).max(200);
const email = z.email(saying("This is not an e-mail address.")).max(254);

/** An agent to be made. */
export const NewAgent = z.object({ name, email, role: role.default("agent") });
export type NewAgent = z.input<typeof NewAgent>;

/** What of an agent is to change. */
export const AgentChange = z.object({
  name: name.optional(),
  email: email.optional(),
  role: role.optional(),
  status: status.optional(),
  active: z.boolean().optional(),
});
export type AgentChange = z.infer<typeof AgentChange>;

export const AgentAnswer = z.object({ success, agent: Agent });
export type AgentAnswer = z.infer<typeof AgentAnswer>;

export const AgentPage = z.object({ success, total, agents: z.array(Agent) });
export type AgentPage = z.infer<typeof AgentPage>;

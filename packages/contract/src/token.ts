import { z } from "zod";
import { success, total } from "./page.ts";
import { OptionalBodyId } from "./tolerant.ts";

/** A key to this API, without the key itself: that is shown once, when it is made. */
export const Token = z
  .object({
    id: z.int(),
    name: z.string(),
    prefix: z.string().describe("The key's first characters, to tell keys apart."),
    scopes: z.array(z.string()),
    agent_id: z.int().describe("Whoever uses the key acts as this agent."),
    created_at: z.number().describe("Seconds since 1970."),
    expires_at: z.number().nullable(),
    last_used_at: z.number().nullable().describe("To about a minute."),
  })
  .meta({ id: "Token" });
export type Token = z.infer<typeof Token>;

/** A key to be made. It cannot do more than the key that makes it. */
export const NewToken = z.object({
  name: z.string().trim().min(1).max(200),
  scopes: z
    .array(z.string().max(64))
    .max(50)
    .optional()
    .describe("Without it: all that the present key may do, but make keys."),
  agent_id: OptionalBodyId.describe("Another agent than one's own: admins only."),
  expires_at: z
    .union([z.number(), z.iso.datetime({ offset: true })])
    .nullish()
    .describe("Seconds since 1970, or ISO 8601. Without it the key works until it is deleted."),
});
export type NewToken = z.infer<typeof NewToken>;

/** A key that was just made: `secret` is never shown again. */
export const NewTokenAnswer = z.object({ success, token: Token, secret: z.string() });
export type NewTokenAnswer = z.infer<typeof NewTokenAnswer>;

export const TokenPage = z.object({ success, total, tokens: z.array(Token) });
export type TokenPage = z.infer<typeof TokenPage>;

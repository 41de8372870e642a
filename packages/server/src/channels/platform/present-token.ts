import type { Token } from "@parley/contract";
import type { TokenRecord } from "../../ports/records.ts";
import { wireSecondsOfMs } from "./wire-time.ts";

/** A token as the platform API lists it: never the secret, never its hash. */
export function presentToken(token: TokenRecord): Token {
  return {
    id: token.id,
    name: token.name,
    prefix: token.prefix,
    scopes: [...token.scopes],
    agent_id: token.agentId,
    created_at: wireSecondsOfMs(token.createdMs),
    expires_at: secondsOrNull(token.expiresMs),
    last_used_at: secondsOrNull(token.lastUsedMs),
  };
}

const secondsOrNull = (milliseconds: number | null): number | null =>
  milliseconds === null ? null : wireSecondsOfMs(milliseconds);

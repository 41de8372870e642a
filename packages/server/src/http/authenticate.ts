import type { FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";
import type { Scope } from "../features/accounts/scopes.ts";
import type { Identity, Tokens } from "../features/accounts/tokens.ts";

const shape = /^(token|bearer) +([\x21-\x7e]{1,512}) *$/i;

/** Reads the secret of an `Authorization: Token …` (or `Bearer …`) header. */
export function secretOf(request: FastifyRequest): string {
  const header = request.headers.authorization;
  if (header === undefined || header.trim() === "") throw new AppError("no-credentials");
  const secret = shape.exec(header)?.[2];
  if (secret === undefined) throw new AppError("invalid-token");
  return secret;
}

/** Finds out who calls, and whether they may. */
export async function authenticate(
  tokens: Tokens,
  request: FastifyRequest,
  scope: Scope | null,
): Promise<Identity> {
  const identity = await tokens.verify(secretOf(request));
  if (!identity) throw new AppError("invalid-token");
  if (scope !== null && !identity.scopes.has(scope))
    throw new AppError("missing-scope", {
      message: `This token lacks the scope "${scope}".`,
    });
  return identity;
}

import type { FastifyRequest } from "fastify";
import { AppError } from "../../errors.ts";
import type { Accounts } from "../../features/accounts/create-accounts.ts";
import type { SignedIn } from "../../features/accounts/sessions.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import { studioWorkspace } from "./same-origin.ts";

export interface SessionPorts {
  readonly accounts: Pick<Accounts, "holderOf" | "sessions" | "keys">;
  readonly publicUrl: () => string;
}

/** Somebody who is signed in, and the workspace that they mean; 0: none. */
export interface StudioCaller {
  readonly signedIn: SignedIn;
  readonly workspaceId: number;
}

/** Who asks by the cookie of the Studio. Throws for nobody, and for whatever the Studio itself does not send. */
export async function callerOfSession(
  { accounts, publicUrl }: SessionPorts,
  request: FastifyRequest,
): Promise<StudioCaller> {
  const signedIn = await accounts.holderOf(request.headers.cookie);
  if (!signedIn) throw new AppError("no-credentials");
  return { signedIn, workspaceId: studioWorkspace(request, publicUrl()) };
}

/** As whom they act in that workspace, and the secret that their stored answers are enciphered with. */
export async function identityOfSession(
  ports: SessionPorts,
  request: FastifyRequest,
): Promise<{ readonly identity: Identity; readonly secret: string }> {
  const { signedIn, workspaceId } = await callerOfSession(ports, request);
  const identity = ports.accounts.sessions.identityIn(signedIn, workspaceId);
  if (!identity) throw new AppError("no-seat");
  return { identity, secret: ports.accounts.keys.answersOf(signedIn.account.id) };
}

import type { Value } from "@parley/flow";
import type { FastifyRequest } from "fastify";
import { AppError } from "../../errors.ts";
import { hashText } from "../../features/hash-text.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

const bearer = /^(?:bearer|token) +([A-Za-z0-9_-]{22,128}) *$/i;
const bare = /^[A-Za-z0-9_-]{22,128}$/;

/** The visitor's secret: in the header, or in the body of older clients. `null`: the client has none yet. */
export function visitorSecret(
  request: Pick<FastifyRequest, "headers">,
  body: BodyObject,
): string | null {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const secret = bearer.exec(header)?.[1];
    if (secret === undefined) throw new AppError("invalid-token");
    return secret;
  }
  const old = body.customer_token;
  if (old === undefined || old === null) return null;
  if (typeof old !== "string" || !bare.test(old)) throw new AppError("invalid-token");
  return old;
}

/** A secret for somebody who has none: when it was made (milliseconds, base 36), then 24 random bytes. */
export function newVisitorSecret({
  clock,
  chance,
}: Pick<WebchatPorts, "clock" | "chance">): string {
  return `v${clock.nowMs().toString(36)}_${chance.secret(24)}`;
}

const ours = /^v[0-9a-z]{8}_[\w-]{32}$/;

/**
 * What is stored of a secret: its hash. Where it is one of ours that says when it was made, that stands before the hash, so that
 * newcomers are neighbours in the index of visitors instead of each on a page of their own.
 */
export function visitorKeyOf(secret: string): string {
  const made = ours.test(secret) ? secret.slice(1, 9) : "";
  return made + hashText(`visitor:${secret}`);
}

export type BodyObject = { readonly [key: string]: Value };

/** A body as an object; anything else has no keys. */
export function bodyOf(request: { readonly body: unknown }): BodyObject {
  const body = request.body as Value | undefined;
  return typeof body === "object" && body !== null && !Array.isArray(body)
    ? (body as BodyObject)
    : {};
}

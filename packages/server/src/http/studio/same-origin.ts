/**
 * What a request that brings a cookie has to show, as browsers send cookies whoever makes them ask.
 *
 * Invariants
 * 1. No request counts without `Parley-Studio`: a page of another origin cannot send that header.
 * 2. No write counts unless the browser says that it comes from this origin; one that does not say is believed by its
 *    `Origin`, and one that says neither is refused.
 * 3. No body counts but JSON: forms can send everything else.
 */
import type { FastifyRequest } from "fastify";
import { AppError } from "../../errors.ts";

/** The workspace that the Studio means, 0 for none. Throws for whatever the Studio itself does not send. */
export function studioWorkspace(request: FastifyRequest, publicUrl: string): number {
  const named = request.headers["parley-studio"];
  if (typeof named !== "string" || !/^(?:0|[1-9]\d{0,14})$/.test(named))
    throw new AppError("cross-site");
  if (request.method !== "GET") refuseForeignWrite(request, publicUrl);
  return Number(named);
}

function refuseForeignWrite(request: FastifyRequest, publicUrl: string): void {
  if (!isSameOrigin(request, publicUrl) || !isJson(request)) throw new AppError("cross-site");
}

function isSameOrigin({ headers, host, protocol }: FastifyRequest, publicUrl: string): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const { origin } = headers;
  return origin !== undefined && [originOf(publicUrl), `${protocol}://${host}`].includes(origin);
}

function isJson({ headers }: FastifyRequest): boolean {
  const type = headers["content-type"];
  if (type !== undefined) return /^application\/json *(?:;|$)/i.test(type.trim());
  const hasBody =
    headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
  return !hasBody;
}

const originOf = (url: string): string => URL.parse(url)?.origin ?? url;

import type { FastifyInstance } from "fastify";
import { AppError } from "../errors.ts";
import type { JsonLimits } from "../ingest/limits.ts";
import { readBody } from "../ingest/read-body.ts";
import type { Refusal } from "../ingest/refusal.ts";

/**
 * Reads every request body through the ingest gate: JSON, forms and `text/plain` holding JSON, in UTF-8, bounded
 * before it is parsed. No body and an empty one are the same, whatever the content type says.
 */
export function readRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  // A type that is empty says as little as none, which the framework takes for a wrong one.
  app.addHook("onRequest", (request, _reply, done) => {
    if (request.raw.headers["content-type"] === "") delete request.raw.headers["content-type"];
    done();
  });
  app.addContentTypeParser("*", { parseAs: "buffer" }, (request, bytes, done) => {
    const raw = {
      contentType: request.headers["content-type"],
      contentEncoding: request.headers["content-encoding"],
      bytes: typeof bytes === "string" ? Buffer.from(bytes) : bytes,
    };
    const read = readBody(raw, request.routeOptions.config.jsonLimits);
    if (read.ok) done(null, read.value);
    else done(refusalError(read.refusal));
  });
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** What one body may hold, where it is more than usual. */
    jsonLimits?: JsonLimits;
  }
}

const codes = {
  400: "malformed-body",
  413: "body-too-large",
  415: "unsupported-media-type",
  422: "invalid-body",
} as const;

/** The error that an ingest refusal stands for. */
export function refusalError({ status, detail, path }: Refusal): AppError {
  const code = codes[status];
  if (status === 422)
    return new AppError(code, { fields: { [path?.slice(1) || "body"]: [detail] } });
  return new AppError(code, { message: path ? `${detail} (at ${path})` : detail });
}

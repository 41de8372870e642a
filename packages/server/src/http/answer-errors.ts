import { randomUUID } from "node:crypto";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { AppError, invalidFields } from "../errors.ts";
import { StoreBusy, StoreFull } from "../ports/store-failure.ts";
import { type Answer, errorAnswer } from "./answer.ts";

/** Answers every error in the shape that clients of the platform read, and reports those that are ours. */
export function answerErrors(
  app: FastifyInstance,
  report: (error: unknown, about: string) => void,
): void {
  app.setErrorHandler((error, request, reply) => {
    const known = knownError(error);
    if (known) return sendAnswer(reply, errorAnswer(known));
    const id = randomUUID();
    report(error, `request ${id} ${request.method} ${request.routeOptions.url ?? "?"}`);
    return sendAnswer(reply, {
      status: 500,
      body: { detail: `Something went wrong inside Parley. Its log names it ${id}.` },
    });
  });
  app.setNotFoundHandler((_, reply) => sendAnswer(reply, errorAnswer(new AppError("not-found"))));
}

/** Sends an answer as JSON, or without a body. */
export function sendAnswer(reply: FastifyReply, { status, body, headers }: Answer): FastifyReply {
  reply.code(status).header("cache-control", "no-store");
  if (headers) reply.headers(headers);
  if (body === null) return reply.send();
  return reply.type("application/json").send(typeof body === "string" ? body : JSON.stringify(body));
}

/** The error that the caller can act on, if this is one. */
export function knownError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof StoreBusy) return new AppError("store-busy", { retryAfterSeconds: 1 });
  if (error instanceof StoreFull) return new AppError("store-full", { retryAfterSeconds: 10 });
  return isFastifyError(error) ? fromFastify(error) : null;
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}

function fromFastify(error: FastifyError): AppError | null {
  if (error.validation) {
    // An id that cannot be one names nothing.
    if (error.validationContext === "params") return new AppError("not-found");
    return invalidFields(problemsByField(error.validation));
  }
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return new AppError("body-too-large");
  const isCallers = error.statusCode !== undefined && error.statusCode < 500;
  return isCallers ? new AppError("malformed-body", { message: error.message }) : null;
}

function problemsByField(
  problems: NonNullable<FastifyError["validation"]>,
): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const problem of problems) {
    const field = problem.instancePath.split("/")[1] || "body";
    fields[field] = [...(fields[field] ?? []), wordsFor(problem)];
  }
  return fields;
}

function wordsFor({ keyword, message }: { keyword: string; message?: string }): string {
  const isMissing = keyword === "invalid_type" && /received undefined/.test(message ?? "");
  return isMissing ? "This field is required." : (message ?? "This value is not valid.");
}

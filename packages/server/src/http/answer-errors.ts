import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { AppError, notFound } from "../errors.ts";
import { StoreBroken, StoreBusy, StoreFull } from "../ports/store-failure.ts";
import { type Answer, errorAnswer } from "./answer.ts";

/** Gives the answer to an error in the shape that clients of the platform read, and reports what is ours. */
export type AnswerTo = (error: unknown, about: string) => Answer;

const fullDiskToldEveryMs = 60_000;

/** Makes it. */
export function createErrorAnswers(report: (error: unknown, about: string) => void): AnswerTo {
  let nextToldMs = 0;
  /** A disk that is full fails every request, and the log may lie on it. */
  const isNews = (error: unknown): boolean => {
    if (!(error instanceof StoreFull)) return true;
    const nowMs = performance.now();
    if (nowMs < nextToldMs) return false;
    nextToldMs = nowMs + fullDiskToldEveryMs;
    return true;
  };
  return (error, about) => {
    const known = knownError(error);
    const id = randomUUID();
    // The caller can only wait for a disk that fails or is full; somebody else has to hear of it.
    const isOurs = !known || error instanceof StoreBroken || error instanceof StoreFull;
    if (isOurs && isNews(error)) report(error, `request ${id} ${about}`);
    if (known) return errorAnswer(known);
    return {
      status: 500,
      body: { detail: `Something went wrong inside Parley. Its log names it ${id}.` },
    };
  };
}

/** Answers every error that a route throws, and every path that leads nowhere. */
export function answerErrors(app: FastifyInstance, answerTo: AnswerTo): void {
  app.setErrorHandler((error, { method, routeOptions }, reply) =>
    sendAnswer(reply, answerTo(error, `${method} ${routeOptions.url ?? "?"}`)),
  );
  app.setNotFoundHandler((_, reply) => sendAnswer(reply, errorAnswer(noSuchPath())));
}

/** The refusal of a path that leads nowhere. */
export const noSuchPath = (): AppError =>
  notFound("There is no such path. GET /v1/openapi.json lists those of the API.");

/** Sends an answer as JSON, or without a body. */
export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, body, headers, cookies = [], takeOver } = answer;
  if (takeOver) {
    reply.hijack();
    takeOver(reply.raw);
    return reply;
  }
  reply.code(status).header("cache-control", "no-store");
  if (headers) reply.headers(headers);
  if (cookies.length > 0) reply.header("set-cookie", [...cookies]);
  if (body === null || body instanceof Readable) return reply.send(body ?? undefined);
  return reply
    .type("application/json")
    .send(typeof body === "string" ? body : JSON.stringify(body));
}

/**
 * The error that the caller can act on, if this is one. `StoreRefused` is none: it is a fault of ours, which no second
 * try would cure.
 */
export function knownError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof StoreBusy) return new AppError("store-busy", { retryAfterSeconds: 1 });
  if (error instanceof StoreFull) return new AppError("store-full", { retryAfterSeconds: 10 });
  if (error instanceof StoreBroken) return new AppError("store-broken", { retryAfterSeconds: 5 });
  return isFastifyError(error) ? fromFastify(error) : null;
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}

function fromFastify(error: FastifyError): AppError | null {
  const { code, statusCode = 500, message } = error;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new AppError("body-too-large");
  if (statusCode === 415) return new AppError("unsupported-media-type");
  // A path that cannot be one leads nowhere.
  if (code === "FST_ERR_BAD_URL" || statusCode === 414) return noSuchPath();
  return statusCode < 500 ? new AppError("malformed-body", { message }) : null;
}

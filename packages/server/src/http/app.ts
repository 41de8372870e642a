import fastify, { type FastifyInstance } from "fastify";
import type { LogRequest } from "../create-log.ts";
import { AppError } from "../errors.ts";
import { limits } from "../ingest/limits.ts";
import { errorAnswer } from "./answer.ts";
import { answerBrokenRequest } from "./answer-broken-request.ts";
import { answerErrors, createErrorAnswers, noSuchPath, sendAnswer } from "./answer-errors.ts";
import { openHotDoor } from "./hot-door.ts";
import { readRawBodies } from "./read-raw-body.ts";
import { reportBrokenAnswers } from "./report-broken-answers.ts";

const always = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  // Opened in a browser, nothing runs and nothing is framed. Pages say what they need instead.
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
} as const;

/** Makes the HTTP application without its routes: bodies, errors, limits, headers that every answer carries. */
export function createApp(options: {
  readonly report: (error: unknown, about: string) => void;
  readonly trustedProxies: readonly string[];
  /** Told of each answered request, where somebody wants to know. */
  readonly logRequest?: LogRequest | null;
}): FastifyInstance {
  const { logRequest = null } = options;
  const app = fastify({
    logger: false,
    bodyLimit: limits.restBodyBytes,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: true, maxParamLength: 512 },
    // Slow senders are cut off: a header in 10 s, a whole request in 30 s.
    requestTimeout: 30_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    keepAliveTimeout: 65_000,
    // Requests that run when the end comes are answered; see endConnections.
    forceCloseConnections: "idle",
    // Said in the words of our own clients, below.
    return503OnClosing: false,
    // Watchers and link checkers look with HEAD: they get what GET would say, but for what is streamed.
    exposeHeadRoutes: true,
    clientErrorHandler: answerBrokenRequest,
    // A path that cannot be one leads nowhere.
    frameworkErrors: (_error, { method }, reply) => {
      logRequest?.({ method, route: "?", status: 404, ms: 0 });
      sendAnswer(reply.headers(always), errorAnswer(noSuchPath()));
    },
  });
  refuseWhileClosing(app);
  endConnections(app);
  readRawBodies(app);
  const answerTo = createErrorAnswers(options.report);
  answerErrors(app, answerTo);
  reportBrokenAnswers(app, options.report);
  if (logRequest) logAnswers(app, logRequest);
  openHotDoor(app, {
    answerTo,
    headers: always,
    trustedProxies: options.trustedProxies,
    logRequest,
  });
  // Inputs are checked by their schemas inside the handlers, so that refusals are kept under their Idempotency-Key.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  // With a callback: a promise a request is felt at ten thousand a second.
  app.addHook("onRequest", (_, reply, done) => {
    reply.headers(always);
    done();
  });
  return app;
}

function logAnswers(app: FastifyInstance, log: LogRequest): void {
  app.addHook("onResponse", ({ method, routeOptions }, { statusCode, elapsedTime }, done) => {
    log({
      method,
      route: routeOptions.url ?? "?",
      status: statusCode,
      ms: Math.round(elapsedTime),
    });
    done();
  });
}

function refuseWhileClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  app.addHook("onRequest", async () => {
    if (isClosing) throw new AppError("shutting-down", { retryAfterSeconds: 1 });
  });
}

const closeGraceMs = 5_000;
const idleCheckMs = 50;

/** Ends a connection once its running request is answered, and every one when that takes too long. */
function endConnections(app: FastifyInstance): void {
  app.addHook("preClose", async () => {
    const { server } = app;
    if (!server.listening) return;
    const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
    const overdue = setTimeout(() => server.closeAllConnections(), closeGraceMs);
    server.once("close", () => {
      clearInterval(idle);
      clearTimeout(overdue);
    });
  });
}

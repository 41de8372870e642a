import fastify, { type FastifyInstance } from "fastify";
import { validatorCompiler } from "fastify-type-provider-zod";
import { limits } from "../ingest/limits.ts";
import { answerErrors } from "./answer-errors.ts";
import { readRawBodies } from "./read-raw-body.ts";

/** Makes the HTTP application without its routes: bodies, errors, limits, headers that every answer carries. */
export function createApp(options: {
  readonly report: (error: unknown, about: string) => void;
  readonly trustedProxies: readonly string[];
}): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: limits.restBodyBytes,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: true, maxParamLength: 512 },
    // Slow senders are cut off: a header in 10 s, a whole request in 30 s.
    requestTimeout: 30_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    return503OnClosing: true,
    exposeHeadRoutes: false,
  });
  readRawBodies(app);
  answerErrors(app, options.report);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.addHook("onSend", async (_, reply) => {
    reply.header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "strict-origin-when-cross-origin");
  });
  return app;
}

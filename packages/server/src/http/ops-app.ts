import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { AppError, notFound } from "../errors.ts";
import type { Store } from "../ports/store.ts";
import { errorAnswer } from "./answer.ts";
import { answerBrokenRequest } from "./answer-broken-request.ts";
import { sendAnswer } from "./answer-errors.ts";

/** What operators ask of a running server. On a port of its own, never the public one. */
export function createOpsApp(ports: {
  readonly store: Store;
  /** Of this program. */
  readonly version: string;
  readonly isReady: () => boolean;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
}): FastifyInstance {
  const app = fastify({
    logger: false,
    forceCloseConnections: true,
    clientErrorHandler: answerBrokenRequest,
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.get("/healthz", async () => ({ ok: true, version: ports.version }));
  app.get("/readyz", async (_, reply) => {
    if (!ports.isReady()) return reply.code(503).send({ ready: false });
    const { engine, version, settings, schema } = await ports.store.settings();
    return { ready: true, store: { engine, version, settings, schema } };
  });
  app.get("/metrics", async (_, reply) => {
    const { type, text } = await ports.metrics();
    return reply.type(type).send(text);
  });
  app.setNotFoundHandler(leadBack);
  return app;
}

const served = ["/healthz", "/readyz", "/metrics"];

/** Whoever comes here lost is told in the shape of the public port's errors, and where they are. */
function leadBack({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = ""] = url.split("?", 1);
  const error = served.includes(path.replace(/\/+$/, ""))
    ? new AppError("method-not-allowed", {
        message: `Method "${method}" not allowed.`,
        headers: { allow: "GET, HEAD" },
      })
    : notFound(`This port serves ${served.join(", ")}. The API has its own: PARLEY_PORT.`);
  return sendAnswer(reply, errorAnswer(error));
}

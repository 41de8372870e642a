import fastify, { type FastifyInstance } from "fastify";
import type { Store } from "../ports/store.ts";

/** What operators ask of a running server. On a port of its own, never the public one. */
export function createOpsApp(ports: {
  readonly store: Store;
  readonly isReady: () => boolean;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
}): FastifyInstance {
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.get("/healthz", async () => ({ ok: true }));
  app.get("/readyz", async (_, reply) => {
    if (!ports.isReady()) return reply.code(503).send({ ready: false });
    const { engine, version, settings, schema } = await ports.store.settings();
    return { ready: true, store: { engine, version, settings, schema } };
  });
  app.get("/metrics", async (_, reply) => {
    const { type, text } = await ports.metrics();
    return reply.type(type).send(text);
  });
  return app;
}

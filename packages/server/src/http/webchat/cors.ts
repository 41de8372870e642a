import type { FastifyInstance } from "fastify";

const headers = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "Authorization, Accept, Content-Type, Last-Event-ID",
  "access-control-max-age": "86400",
} as const;

const paths = /^\/(?:webchat|v3|u|landbot-3)\//;

/** Lets any page talk to the chat, without cookies: a visitor is known by a secret, which no page sends by itself. */
export function allowPages(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    if (!paths.test(request.url)) return;
    reply.headers(headers);
    if (request.method === "OPTIONS") return reply.code(204).send();
  });
}

import type { FastifyInstance } from "fastify";

const headers = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "Authorization, Accept, Content-Type, Last-Event-ID",
  "access-control-max-age": "86400",
} as const;

/** What every answer of the chat carries. */
export const anyPage = { "access-control-allow-origin": "*" } as const;

const roots = ["/webchat/", "/v3/", "/u/", "/landbot-3/"] as const;

/** Lets any page talk to the chat, without cookies: a visitor is known by a secret, which no page sends by itself. */
export function allowPages(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (!roots.some((root) => request.url.startsWith(root))) return done();
    if (request.method === "OPTIONS") {
      reply.code(204).headers(headers).send();
      return;
    }
    reply.headers(anyPage);
    done();
  });
}

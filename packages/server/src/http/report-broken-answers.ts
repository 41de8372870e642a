import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";

/**
 * Reports every answer that breaks off in the middle: its status has gone out, so that breaking off is all that its
 * reader is told. One that fails before is answered, and reported, as any other error; a reader who goes away is none.
 */
export function reportBrokenAnswers(
  app: FastifyInstance,
  report: (error: unknown, about: string) => void,
): void {
  app.addHook("onSend", ({ method, routeOptions }, reply, payload, done) => {
    if (payload instanceof Readable)
      payload.once("error", (error) => {
        if (reply.raw.headersSent)
          report(error, `answer to ${method} ${routeOptions.url ?? "?"} broke off`);
      });
    done();
  });
}

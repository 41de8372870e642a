// Names what a schema may say beyond what Fastify itself reads.
import type {} from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { AppError } from "../errors.ts";
import type { ServedRoute } from "./route-spec.ts";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** With a GET comes its HEAD; what is streamed has none. */
const answersHead = ({ spec }: ServedRoute): boolean => spec.method === "GET" && !spec.streams;

/** Answers 405, naming the methods that there are, wherever a served path is asked with another. */
export function refuseOtherMethods(app: FastifyInstance, served: readonly ServedRoute[]): void {
  for (const [url, routes] of Map.groupBy(served, ({ spec }) => spec.path)) {
    const allowed = routes.map(({ spec }) => spec.method);
    const answered = new Set<string>([...allowed, ...(routes.some(answersHead) ? ["HEAD"] : [])]);
    const others = methods.filter((method) => !answered.has(method));
    app.route({
      url,
      method: others,
      schema: { hide: true },
      // Before the body is read: nothing in it matters.
      onRequest: async ({ method }) => {
        throw new AppError("method-not-allowed", {
          message: `Method "${method}" not allowed.`,
          headers: { allow: allowed.join(", ") },
        });
      },
      handler: () => undefined,
    });
  }
}

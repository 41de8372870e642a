import { fastify } from "fastify";
import type { Config } from "../config.ts";

/**
 * Throws what listening throws where the server could not listen. For a first start, before it makes a data folder:
 * whoever chooses another port may choose another folder with it.
 */
export async function tryPorts({ host, port, opsPort }: Config): Promise<void> {
  for (const one of [port, opsPort]) {
    const app = fastify({ logger: false });
    await app.listen({ host, port: one });
    await app.close();
  }
}

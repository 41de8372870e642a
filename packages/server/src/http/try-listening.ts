import { fastify } from "fastify";

/** Throws what listening throws where a server could not listen on these ports; listens no longer once it is done. */
export async function tryListening(host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const app = fastify({ logger: false });
    await app.listen({ host, port });
    await app.close();
  }
}

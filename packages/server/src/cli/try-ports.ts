import { once } from "node:events";
import { createServer } from "node:net";
import type { Config } from "../config.ts";

/**
 * Throws what listening throws where the server could not listen. For a first start, before it makes a data folder:
 * whoever chooses another port may choose another folder with it.
 */
export async function tryPorts({ host, port, opsPort }: Config): Promise<void> {
  for (const one of [port, opsPort]) {
    const server = createServer().listen(one, host);
    await once(server, "listening");
    server.close();
    await once(server, "close");
  }
}

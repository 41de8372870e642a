import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";

/** A service that answers requests until it is closed. */
export interface Service {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
  close(): Promise<void> | void;
}

export interface Listening {
  readonly host: string;
  readonly port: number;
}

/** After this many milliseconds a stop no longer waits for slow requests. */
const stopMs = 5000;

/**
 * Runs a service as the process's only work: says where it listens, ends in order on SIGTERM and SIGINT, and says in one
 * line why it could not start.
 */
export async function runService(
  name: string,
  start: () => Promise<{ readonly listening: Listening; readonly service: Service }>,
): Promise<void> {
  try {
    const { listening, service } = await start();
    const { url, stop } = await listen(listening, service);
    for (const signal of ["SIGTERM", "SIGINT"] as const)
      process.once(signal, () => {
        setTimeout(() => process.exit(0), stopMs).unref();
        void stop();
      });
    process.stdout.write(`${name} is ready at ${url}\n`);
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Listens, and hands every request to the service. */
export async function listen(
  { host, port }: Listening,
  service: Service,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer({ requestTimeout: 15_000 }, (request, response) => {
    void Promise.resolve(service.handle(request, response)).catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      await service.close();
      await closed;
    },
  };
}

import { createServer } from "node:net";
import { type Child, residentBytes } from "./child.ts";

/** A server whose memory can be measured without its garbage. */
export interface Collectable {
  /** What Node is started with. */
  readonly nodeArgs: readonly string[];
  /** The memory of the process once its garbage is collected, in bytes. */
  measure(server: Child): Promise<number>;
}

/** Picks a port for the engine's inspector, by which garbage is collected on request. */
export async function collectable(): Promise<Collectable> {
  const port = await freePort();
  return {
    nodeArgs: [`--inspect=127.0.0.1:${port}`, "--inspect-publish-uid=http"],
    measure: async ({ pid }) => {
      const inspector = await openInspector(port);
      // What was kept by a first collection's finalizers goes with the second.
      for (let times = 0; times < 3; times += 1) await inspector.collectGarbage();
      inspector.close();
      return residentBytes(pid);
    },
  };
}

async function openInspector(port: number) {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? "");
  await once(socket, "open");
  return {
    collectGarbage: async () => {
      const answered = once(socket, "message");
      socket.send(JSON.stringify({ id: 1, method: "HeapProfiler.collectGarbage" }));
      await answered;
    },
    close: () => socket.close(),
  };
}

const once = (socket: WebSocket, type: "open" | "message"): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.addEventListener(type, () => resolve(), { once: true });
    socket.addEventListener("error", () => reject(new Error("The inspector does not answer.")), {
      once: true,
    });
  });

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

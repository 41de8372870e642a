import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

const program = `
const server = require("node:net").createServer();
server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => console.log(server.address().port));
`;

/**
 * A port of this machine that answers nobody, not even with a refusal, as one behind a firewall that drops what comes: its
 * program is stopped and its queue is full, so that the kernel itself drops whoever knocks.
 */
export async function openBlackHole(): Promise<{ readonly url: string; close(): void }> {
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  const port = Number(String(line));
  child.kill("SIGSTOP");
  const fillers: Socket[] = [];
  let isFull = false;
  while (!isFull && fillers.length < 20) {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    fillers.push(socket);
    const isThrough = await Promise.race([
      once(socket, "connect").then(() => true),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 300)),
    ]);
    isFull = !isThrough;
  }
  if (!isFull) throw new Error("The port still takes connections.");
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      for (const socket of fillers) socket.destroy();
      child.kill("SIGKILL");
    },
  };
}

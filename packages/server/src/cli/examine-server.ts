import { askLocally } from "../ask-locally.ts";
import type { Config } from "../config.ts";
import { type Finding, fault, fine, warning } from "./finding.ts";
import { findServer } from "./pid-file.ts";

/** Looks at the server: whether one runs on this folder and is ready, else whether its ports are free. */
export async function examineServer(config: Config): Promise<readonly Finding[]> {
  const server = findServer(config.dataFolder);
  if (server && !server.isHere)
    return [
      warning("server", `one on the host ${server.host} uses this folder`, "Ask the doctor there."),
    ];
  if (server?.opsUrl) return [await examineRunning(server.pid, server.opsUrl)];
  if (server) return [warning("server", `process ${server.pid} is starting`, "Look again soon.")];
  return [
    fine("server", "none runs on this folder"),
    await examinePort("PARLEY_PORT", config.host, config.port),
    await examinePort("PARLEY_OPS_PORT", config.host, config.opsPort),
  ];
}

async function examineRunning(pid: number, opsUrl: string): Promise<Finding> {
  const { hostname, port } = new URL(opsUrl);
  const answer = await askLocally(hostname.replace(/^\[|\]$/g, ""), Number(port), "/readyz");
  if (answer.kind === "answered" && answer.status === 200)
    return fine("server", `process ${pid} is ready, operations at ${opsUrl}`);
  const found = answer.kind === "answered" ? `answers ${answer.status}` : "does not answer";
  return fault(
    "server",
    `process ${pid} ${found} at ${opsUrl}/readyz`,
    "Read its log; restart it if it stays so.",
  );
}

async function examinePort(setting: string, host: string, port: number): Promise<Finding> {
  const check = `port ${port}`;
  if (port === 0) return fine(check, "any free one");
  const answer = await askLocally(host, port, "/");
  if (answer.kind === "nobody") return fine(check, "free");
  const found =
    answer.kind === "answered" ? `another program answers ${answer.status}` : answer.detail;
  return warning(check, found, `Stop that program, or choose another port with ${setting}.`);
}

import { parseAllowList } from "./egress/allow-list.ts";
import { createEgress } from "./egress/create-egress.ts";

/** What stands behind an address of this machine. */
export type LocalAnswer =
  | { readonly kind: "nobody" }
  | { readonly kind: "answered"; readonly status: number; readonly text: string }
  /** Somebody listens who does not speak HTTP, or may not be asked. */
  | { readonly kind: "other"; readonly detail: string };

const timeoutMs = 2_000;
const mostBytes = 64 * 1024;

/** Asks an address of this machine, by the one way out, which allows it for this question alone. */
export async function askLocally(host: string, port: number, path: string): Promise<LocalAnswer> {
  const address = reachable(host);
  const literal = isV6(address) ? `[${address}]` : address;
  const { rules } = parseAllowList(`${address}/${isV6(address) ? 128 : 32}:${port}`);
  const egress = createEgress({ allow: rules });
  try {
    const answer = await egress.send({
      ...{ method: "GET", url: `http://${literal}:${port}${path}`, headers: {}, body: null },
      ...{ policy: "hook", connectTimeoutMs: timeoutMs, totalTimeoutMs: timeoutMs },
      maxAnswerBytes: mostBytes,
    });
    if (answer.kind === "answered")
      return { kind: "answered", status: answer.status, text: Buffer.from(answer.body).toString() };
    if (answer.reason === "connect") return { kind: "nobody" };
    return { kind: "other", detail: answer.detail };
  } finally {
    await egress.close();
  }
}

/** Who listens on every address listens on the loopback one. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "localhost") return "127.0.0.1";
  return host === "::" ? "::1" : host;
}

const isV6 = (address: string): boolean => address.includes(":");

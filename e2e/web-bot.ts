import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Product } from "./start-server.ts";

/** A bot on a web channel of its own. */
export interface WebBot {
  readonly channelToken: string;
  /** The page that the channel's link opens. */
  readonly pageUrl: string;
  /** What an embed is given. */
  readonly configUrl: string;
}

/** Publishes a flow that starts with the first of these blocks, and gives it a web channel. */
export async function publishBot(
  product: Product,
  blocks: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
): Promise<WebBot> {
  const [start] = Object.keys(blocks);
  const file = join(product.dataFolder, `${start}.flow.json`);
  writeFileSync(file, JSON.stringify({ format: 1, name: "Harbor", start, blocks, ...rest }));
  const call = ["bot", "import", file, "--publish", "--channel", "landbot"];
  const { channel_token: channelToken } = JSON.parse(await runParley(product, ...call));
  const base = `${product.url}/v3/${channelToken}`;
  return { channelToken, pageUrl: `${base}/index.html`, configUrl: `${base}/index.json` };
}

/** Runs `parley` beside the server: what it prints. */
export async function runParley(product: Product, ...args: readonly string[]): Promise<string> {
  const program = ["packages/server/bin/parley.mjs", "--data", product.dataFolder, ...args];
  return (await promisify(execFile)(process.execPath, program)).stdout.trim();
}

/** A block that asks for a text. */
export const asks = (text: string, field: string, next?: string) => ({
  ...{ kind: "ask_text", params: { text, field } },
  ...(next && { next: { success: next } }),
});

/** What an agent can do to the customer of a name, by the platform API. */
export interface Desk {
  write(name: string, message: string): Promise<void>;
  erase(name: string): Promise<void>;
  block(name: string): Promise<void>;
}

/** Opens a desk with a token of its own. */
export async function openDesk(product: Product): Promise<Desk> {
  const token = await runParley(product, "token", "create", "--name", "e2e");
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${product.url}/v1/customers/${path}`, {
      method,
      headers: { authorization: `Token ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const idOf = async (wanted: string) => {
    const list: unknown = await (await call("GET", "")).json();
    const { customers } = list as { customers: { id: number; name: string }[] };
    return customers.find(({ name }) => name === wanted)?.id;
  };
  return {
    write: async (name, message) =>
      void (await call("POST", `${await idOf(name)}/send_text/`, { message })),
    erase: async (name) => void (await call("DELETE", `${await idOf(name)}/`)),
    block: async (name) => void (await call("PUT", `${await idOf(name)}/block/`)),
  };
}

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { program } from "../../../packages/server/src/cli/testing/run-parley.ts";
import { startServer } from "../../../packages/server/src/cli/testing/start-server.ts";

type Json = { readonly [key: string]: unknown };

/** A real Parley with one published bot on a web channel. */
export interface RealParley {
  readonly url: string;
  readonly token: string;
  readonly botId: number;
  readonly channelId: number;
  readonly channelToken: string;
  /** Calls the platform API; fails unless it answers 2xx. */
  call(method: string, path: string, body?: object): Promise<Json>;
  /** Adds a hook to the channel and gives its number and secret. */
  addHook(url: string, more?: object): Promise<{ readonly id: number; readonly secret: string }>;
  /** Opens the chat as somebody new. */
  visit(): Promise<Visitor>;
  stop(): Promise<void>;
}

export interface Visitor {
  readonly customerId: number;
  say(text: string): Promise<void>;
}

/** Starts Parley in a process and a folder of its own; it may call this machine's own services. */
export async function startParley(flow: object): Promise<RealParley> {
  const folder = mkdtempSync(join(tmpdir(), "parley-example-"));
  const server = await startServer(folder, {
    PARLEY_EGRESS_ALLOW: "127.0.0.1/32",
    PARLEY_RATE_LIMITS: "off",
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await prepare(server.url, folder, flow)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepare(
  url: string,
  folder: string,
  flow: object,
): Promise<Omit<RealParley, "stop">> {
  const parley = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [program, "--data", folder, ...args])).stdout;
  const file = join(folder, "flow.json");
  writeFileSync(file, JSON.stringify(flow));
  const made = JSON.parse(await parley("bot", "import", file, "--publish", "--channel", "landbot"));
  const token = (await parley("token", "create", "--name", "example")).trim();
  const call = (method: string, path: string, body?: object): Promise<Json> =>
    request(url + path, method, body, `Token ${token}`);
  return {
    ...{ url, token, call },
    ...{ botId: made.bot_id, channelId: made.channel_id, channelToken: made.channel_token },
    async addHook(address, more = {}) {
      const path = `/v1/channels/${made.channel_id}/message_hooks/`;
      const { hook, secret } = await call("POST", path, { url: address, ...more });
      return { id: Number((hook as Json).id), secret: String(secret) };
    },
    visit: () => visit(url, made.channel_token),
  };
}

async function visit(url: string, channel: string): Promise<Visitor> {
  const { auth_data: auth, customer_id: customerId } = await request(
    `${url}/webchat/auth/${channel}/`,
    "POST",
    {},
  );
  const secret = String((auth as Json).landbot_token);
  return {
    customerId: Number(customerId),
    async say(message) {
      const body = { channel_token: channel, type: "text", message, landbot_token: secret };
      await request(`${url}/webchat/api/send/`, "POST", body, `Bearer ${secret}`);
    },
  };
}

async function request(
  url: string,
  method: string,
  body?: object,
  authorization?: string,
): Promise<Json> {
  const answer = await fetch(url, {
    method,
    headers: {
      "content-type": "application/json",
      ...(authorization !== undefined && { authorization }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return text === "" ? {} : JSON.parse(text);
}

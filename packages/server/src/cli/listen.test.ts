import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { program, runParley, testSettings } from "./testing/run-parley.ts";
import { type StartedServer, startServer } from "./testing/start-server.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-listen-"));
let server: StartedServer;
let token: string;
let channelId: number;
let customerId: number;

beforeAll(async () => {
  server = await startServer(folder);
  token = (await runParley(folder, "token", "create", "--name", "test")).out.trim();
  const { channel } = await ask("POST", "/v1/channels/", { name: "Site", type: "web" });
  channelId = (channel as { id: number }).id;
  const { customer } = await ask("POST", "/v1/customers/", { channel_id: channelId, name: "Ann" });
  customerId = (customer as { id: number }).id;
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true });
});

async function ask(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Token ${token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

const say = (message: string) => ask("POST", `/v1/customers/${customerId}/send_text/`, { message });

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly out: () => string;
  readonly err: () => string;
  /** Ends it as Ctrl-C does; gives the exit code. */
  readonly interrupt: () => Promise<number | null>;
}

/** Starts `parley listen` and waits until it listens. */
async function startListening(data: string, ...args: readonly string[]): Promise<Running> {
  const all = [program, "--data", data, "listen", "--channel", String(channelId), ...args];
  const child = spawn(process.execPath, all, { env: testSettings });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (err += piece));
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  onTestFinished(() => void child.kill("SIGKILL"));
  await expect.poll(() => err, { timeout: 10_000 }).toContain("Listening to channel");
  return {
    ...{ child, out: () => out, err: () => err },
    interrupt: () => {
      child.kill("SIGINT");
      return exit;
    },
  };
}

test("shows a line for each message and event, and leaves no token behind", async () => {
  const running = await startListening(folder);
  const listenTokens = async () =>
    JSON.parse((await runParley(folder, "token", "list", "--json")).out).filter(
      ({ name }: { name: string }) => name === "parley listen",
    );
  expect(await listenTokens()).toMatchObject([{ state: "active", scopes: "hooks:read" }]);
  await say("Hello there");
  await expect.poll(running.out).toMatch(/Ann .*agent {5}Hello there\n/);
  expect(running.out()).toMatch(/sys {7}\[assign\] agent 40001\n/);
  expect(await running.interrupt()).toBe(0);
  expect(await listenTokens()).toMatchObject([{ state: "revoked" }]);
});

test("--json prints bodies as hooks send them, from a server elsewhere by its address and a token", async () => {
  const running = await startListening(
    ...(["/tmp/parley-is-not-here", "--json", "--url", server.url, "--token", token] as const),
  );
  await say("As JSON");
  await expect.poll(running.out).toContain("As JSON");
  const [body] = running
    .out()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(body).toMatchObject({
    messages: [{ type: "text", data: { body: "As JSON" }, customer: { id: customerId } }],
  });
  expect(await running.interrupt()).toBe(0);
});

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver under development. */
async function startReceiver(): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ headers: request.headers, body: String(Buffer.concat(parts)) });
      response.writeHead(201).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => receiver.closeAllConnections());
  onTestFinished(() => void receiver.close());
  return { port: (receiver.address() as AddressInfo).port, received };
}

test("--forward sends each body on, signed with the secret that was printed", async () => {
  const { port, received } = await startReceiver();
  const running = await startListening(folder, "--forward", `http://localhost:${port}/in`);
  await say("Forwarded");
  await expect.poll(() => received.length).toBe(1);
  await expect.poll(running.err).toMatch(/→ 201 in \d+ ms/);
  const [{ headers, body } = { headers: {}, body: "" }] = received;
  const secret = /whsec_\S+/.exec(running.err())?.[0] ?? "";
  const id = headers["webhook-id"];
  const signed = `${id}.${headers["webhook-timestamp"]}.${body}`;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(signed).digest("base64");
  expect(headers["webhook-signature"]).toBe(`v1,${signature}`);
  expect(JSON.parse(body)).toMatchObject({
    messages: [{ event_id: id, data: { body: "Forwarded" } }],
  });
  expect(await running.interrupt()).toBe(0);
});

test("goes on when the server comes back", async () => {
  const running = await startListening(folder);
  await server.stop();
  server = await startServer(folder);
  const isListening = () => running.err().split("Listening to channel").length;
  await expect.poll(isListening, { timeout: 15_000 }).toBe(3);
  await say("Back again");
  await expect.poll(running.out).toContain("Back again");
  expect(await running.interrupt()).toBe(0);
}, 30_000);

test("a channel that is none, a token that may not, and a folder without a server end it with a sentence", async () => {
  const none = await runParley(folder, "listen", "--channel", "7");
  expect([none.code, none.err]).toEqual([1, expect.stringContaining("There is no channel 7")]);
  const at = ["--channel", String(channelId), "--url", server.url];
  const wrong = await runParley(folder, "listen", ...at, "--token", "nope");
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining("hooks:read")]);
  const without = await runParley(folder, "listen", ...at);
  expect([without.code, without.err]).toEqual([2, expect.stringContaining("--token")]);
  const nowhere = await runParley("/tmp/parley-is-not-here", "listen", "--channel", "7");
  expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining("npx parley serve")]);
});

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { readConfig } from "./config.ts";
import { readStream, type StreamReader } from "./egress/testing/stream-reader.ts";
import { watchElsewhere } from "./egress/testing/watch-elsewhere.ts";
import { watchSockets } from "./egress/testing/watch-sockets.ts";
import { foundWorkspace } from "./features/accounts/agents.ts";
import { type Parley, startParley } from "./main.ts";
import { flowFile } from "./open-test-product.ts";
import { createSystemChance, systemClock } from "./system-ports.ts";

let folder: string;
let parley: Parley | null = null;
let service: Server | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-main-"));
});
afterEach(async () => {
  await parley?.stop();
  parley = null;
  service?.closeAllConnections();
  service?.close();
  service = null;
  rmSync(folder, { recursive: true, force: true });
});

const config = (env: Record<string, string> = {}) =>
  readConfig({
    ...{ PARLEY_DATA: folder, PARLEY_PORT: "0", PARLEY_OPS_PORT: "0", PARLEY_DEMO: "off" },
    ...{ PARLEY_LOG_LEVEL: "silent", ...env },
  });

interface Asked {
  readonly body: { readonly customer_id: number };
  readonly key: string | undefined;
}

/** Somebody else's server: it is asked, sets and goes while the question still waits for its answer. */
async function startService(
  act: (asked: Asked) => Promise<void>,
): Promise<{ port: number; asked: Asked[] }> {
  const asked: Asked[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const key = request.headers["idempotency-key"];
    const one = {
      body: JSON.parse(String(Buffer.concat(parts))),
      key: typeof key === "string" ? key : undefined,
    };
    asked.push(one);
    await act(one).catch((error) => response.writeHead(500).end(String(error)));
    response.setHeader("content-type", "application/json");
    response.end('{"data":"from the answer, too late"}');
  };
  service = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => service?.listen(0, "127.0.0.1", resolve));
  return { port: (service.address() as AddressInfo).port, asked };
}

const flow = (port: number) =>
  flowFile({
    ask: { kind: "ask_text", params: { text: "Buy?", field: "buy" }, next: { success: "call" } },
    call: {
      kind: "webhook",
      params: {
        ...{ url: `http://127.0.0.1:${port}/order`, method: "POST" },
        body: { kind: "json", template: '{"customer_id": @id}' },
        save: [{ path: "data", field: "data" }],
      },
      next: { success: "wait", failure: "wait" },
    },
    wait: { kind: "send_text", params: { text: "Please wait" } },
    paid: {
      kind: "formula",
      params: { formula: 'GetValue(@data, "status")', field: "status" },
      next: { success: "say" },
    },
    say: { kind: "send_text", params: { text: "Status: @status" } },
  });

async function install({ store, features }: Parley, port: number) {
  const ports = { store, clock: systemClock, chance: createSystemChance() };
  const { workspace, admin } = await foundWorkspace(ports, "Acme");
  const bot = await features.bots.publish(await features.bots.create(workspace.id, flow(port)), "");
  const { channel } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Site", type: "landbot", botId: bot.id },
  });
  const { secret } = await features.tokens.create({
    ...{ workspaceId: workspace.id, agentId: admin.id, name: "Service" },
  });
  return { bot, channel, token: secret };
}

async function send(
  url: string,
  method: string,
  body: object,
  authorization = "",
): Promise<Record<string, unknown>> {
  const headers = { "content-type": "application/json", ...(authorization && { authorization }) };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** The smallest picture there is. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Uploads a picture as the chat does, and opens it by the address that came back. */
async function uploadAndOpen(url: string, token: string, authorization: string): Promise<string> {
  const form = new FormData();
  form.set("file", new Blob([png], { type: "image/png" }), "dot.png");
  const upload = { method: "POST", headers: { authorization }, body: form };
  const uploaded = await fetch(`${url}/webchat/files/${token}/`, upload);
  const answer = (await uploaded.json()) as { url: string };
  const opened = await fetch(answer.url);
  await opened.arrayBuffer();
  return `${uploaded.status} ${opened.status} ${opened.headers.get("content-type")}`;
}

test("runs Request, Set, Go and an upload over real sockets and opens none but the egress's", async () => {
  let setAndGo: (asked: Asked) => Promise<void> = async () => {};
  const { port, asked } = await startService((one) => setAndGo(one));
  // Before the start, as the thread that writes is begun then.
  const elsewhere = watchElsewhere(join(folder, "sockets"));
  onTestFinished(elsewhere.stop);
  const running = await startParley(config({ PARLEY_EGRESS_ALLOW: `127.0.0.1/32:${port}` }));
  parley = running;
  const { bot, channel, token } = await install(running, port);
  const own = new URL(running.url);
  setAndGo = async ({ body }) => {
    const customer = `${running.url}/v1/customers/${body.customer_id}`;
    const set = { type: "object", extra: {}, value: { status: "paid" } };
    await send(`${customer}/fields/data/`, "PUT", set, `Token ${token}`);
    await send(
      `${customer}/assign_bot/${bot.id}/`,
      "PUT",
      { launch: true, node: "paid" },
      `Token ${token}`,
    );
  };
  // The test's own clients: visitor and service talk to the server, nobody else may talk to anybody.
  const watch = watchSockets((target) => target === own.host || target === `localhost:${own.port}`);
  let reader: StreamReader | null = null;
  try {
    const said = await send(`${running.url}/webchat/api/send/`, "POST", {
      ...{ channel_token: channel.token, message: "yes", ui_key: "k1" },
    });
    reader = await readStream(
      Number(own.port),
      `/webchat/api/stream/?channel_token=${channel.token}`,
      { authorization: `Bearer ${said.landbot_token}` },
    );
    await expect.poll(reader.text, { timeout: 5_000 }).toContain('"message":"Status: paid"');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.key).toMatch(/^\d+\.\d+$/);
    // The answer came after Go: discarded, noted, and nothing more is said.
    const id = Number(said.customer_id);
    await expect
      .poll(async () => (await running.store.trace(id, 10)).map(({ code }) => code))
      .toContain("late-answer");
    expect(reader.text()).not.toContain("Please wait");
    expect(reader.seqs()).toEqual([1, 2, 3]);
    const visitor = `Bearer ${said.landbot_token}`;
    expect(await uploadAndOpen(running.url, channel.token, visitor)).toBe("200 200 image/png");
    // The report on the store is made in a thread that reads beside the others.
    expect((await running.store.report()).faults).toEqual([]);
    expect(elsewhere.strays()).toEqual([]);
    expect(new Set(elsewhere.programs())).toEqual(
      new Set(["writer-thread.ts", "aside-thread.ts", "redraw-image-process.ts"]),
    );
    // The next who connects is seen: the watch was there all along.
    expect(watch.strays).toEqual([]);
    await fetch(running.opsUrl).then((answer) => answer.text());
    expect(watch.strays.map(({ target }) => target)).toEqual([
      expect.stringContaining(new URL(running.opsUrl).port),
    ]);
  } finally {
    watch.stop();
    reader?.socket.destroy();
  }
}, 20_000);

test("refuses a block that calls the installation itself, although its address is allowed", async () => {
  const running = await startParley(config({ PARLEY_EGRESS_ALLOW: "127.0.0.1/32" }));
  parley = running;
  const { channel } = await install(running, Number(new URL(running.url).port));
  const said = await send(`${running.url}/webchat/api/send/`, "POST", {
    ...{ channel_token: channel.token, message: "yes" },
  });
  const id = Number(said.customer_id);
  await expect
    .poll(async () => {
      const entries = await running.store.entries({ conversationId: id, limit: 100 });
      return JSON.stringify(entries);
    })
    .toContain("Please wait");
  expect(JSON.stringify(await running.store.trace(id, 10))).not.toContain('"status":404');
}, 20_000);

test("tells readers to come back when it stops, and finds everything again when it starts", async () => {
  const first = await startParley(config());
  parley = first;
  const { channel } = await install(first, 1);
  const body = { channel_token: channel.token, message: "yes" };
  const said = await send(`${first.url}/webchat/api/send/`, "POST", body);
  const reader = await readStream(
    Number(new URL(first.url).port),
    `/webchat/api/stream/?channel_token=${channel.token}`,
    { authorization: `Bearer ${said.landbot_token}` },
  );
  await expect.poll(reader.text).toContain("event: state");
  expect((await fetch(`${first.opsUrl}/readyz`)).status).toBe(200);
  await first.stop();
  await expect.poll(reader.text).toContain("event: reconnect");
  await expect.poll(reader.hasEnded).toBe(true);
  parley = null;
  const second = await startParley(config());
  parley = second;
  const found = await fetch(`${second.url}/webchat/api/messages/?channel_token=${channel.token}`, {
    headers: { authorization: `Bearer ${said.landbot_token}` },
  });
  expect(await found.json()).toMatchObject({
    success: true,
    messages: [{ seq: 1 }, { seq: 2, message: "yes" }, {}],
  });
}, 20_000);

test.each([
  ["2/3", "3", true],
  ["0", null, true],
  ["off", null, false],
])(
  "gives tokens and API channels the rates that %s sets, and others theirs",
  async (set, burst, hasOthers) => {
    parley = await startParley(config({ PARLEY_RATE_LIMITS: set }));
    const { url, features } = parley;
    const { channel, token } = await install(parley, 1);
    const { key } = await features.channels.create({
      ...{ workspaceId: channel.workspaceId, name: "App", type: "apichat", botId: null },
    });
    const limitOf = async (path: string, method: string, authorization = "") => {
      const answer = await fetch(`${url}${path}`, { method, headers: { authorization } });
      await answer.text();
      return answer.headers.get("ratelimit-limit");
    };
    expect(await limitOf("/v1/bots/", "GET", `Token ${token}`)).toBe(burst);
    expect(await limitOf("/v1/send/ann/", "POST", `Token ${key}`)).toBe(burst);
    const read = `${url}/webchat/api/messages/?channel_token=${channel.token}`;
    const asStranger = { headers: { authorization: "Bearer v_nobody-has-this-secret" } };
    const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(read, asStranger)));
    expect(answers.some(({ status }) => status === 429)).toBe(hasOthers);
    await Promise.all(answers.map((answer) => answer.text()));
  },
);

test("leaves nothing open when it cannot start", async () => {
  const first = await startParley(config());
  parley = first;
  const other = mkdtempSync(join(tmpdir(), "parley-main-"));
  const taken = new URL(first.url).port;
  const opsTaken = new URL(first.opsUrl).port;
  await expect(startParley(config({ PARLEY_DATA: other, PARLEY_PORT: taken }))).rejects.toThrow(
    "EADDRINUSE",
  );
  await expect(
    startParley(config({ PARLEY_DATA: other, PARLEY_OPS_PORT: opsTaken })),
  ).rejects.toThrow("EADDRINUSE");
  await expect(
    startParley(config({ PARLEY_DATA: other }), () =>
      Promise.reject(new Error("The guest is ill.")),
    ),
  ).rejects.toThrow("The guest is ill.");
  // Whoever still held the folder would be in the way here.
  const second = await startParley(config({ PARLEY_DATA: other }));
  await second.stop();
  rmSync(other, { recursive: true, force: true });
}, 20_000);

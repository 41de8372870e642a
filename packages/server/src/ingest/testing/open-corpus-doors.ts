import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestServer, type TestServer } from "../../http/testing/open-test-server.ts";
import { arrive } from "../../http/testing/seed-payment.ts";
import { createLiveStreams } from "../../http/webchat/live-streams.ts";
import { createWebchatBuckets } from "../../http/webchat/webchat-buckets.ts";
import { serveWebchat } from "../../http/webchat/webchat-routes.ts";
import { flowFile, type StoreName } from "../../open-test-product.ts";
import type { Answered } from "../../ports/egress.ts";
import { noFailpoints } from "../../ports/failpoints.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { openSqliteStore } from "../../stores/sqlite/open-sqlite-store.ts";
import { startDispatcher } from "../../workers/hooks/start-dispatcher.ts";

/** A request of the corpus: bytes under the headers of its case. */
export interface CorpusRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes?: Uint8Array;
}

export interface CorpusAnswer {
  readonly status: number;
  readonly body: string;
}

/** The product's doors on a real socket, and all that a hook of its channels gets. */
export interface CorpusDoors {
  readonly server: TestServer;
  /** The public code of a channel whose bot says nothing. */
  readonly channelToken: string;
  ask(request: CorpusRequest): Promise<CorpusAnswer>;
  /** Lets a customer come whose bot waits for a callback; `path` is where to call. */
  arriveWaiting(visitorKey: string): Promise<{ readonly id: number; readonly path: string }>;
  /** Delivers what the hooks are owed: the bodies as they are sent, by `customer.seq`. */
  deliver(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

/** Opens the doors over a store of this kind. */
export async function openCorpusDoors(store: StoreName): Promise<CorpusDoors> {
  const folder = mkdtempSync(join(tmpdir(), "parley-corpus-"));
  const server = await openTestServer({
    openStore: ({ clock }) =>
      store === "sqlite"
        ? openSqliteStore({ file: join(folder, "parley.db"), clock })
        : openMemoryStore({ clock }),
  });
  const streams = openWebchat(server);
  const waiting = await openChannel(server, {
    wait: {
      kind: "wait",
      params: { field: "answer", text: "@resume_url" },
      next: { resumed: "say" },
    },
    say: { kind: "send_text", params: { text: "Got: @answer" } },
  });
  const quiet = await openChannel(server, {
    note: { kind: "set_field", params: { assignments: [{ field: "seen", value: "yes" }] } },
  });
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return {
    ...{ server, channelToken: quiet.token },
    ask: (it) => (travels(it) ? askOverSocket(server, agent, it) : askInside(server, it)),
    arriveWaiting: async (visitorKey) => {
      const visitor = await arrive(server, waiting.id, visitorKey);
      const id = await visitor.customerId();
      const [first] = await server.store.entries({ conversationId: id, limit: 1 });
      const text = first && "message" in first.entry ? JSON.stringify(first.entry.message) : "";
      return { id, path: /\/v1\/resume\/[\w-]+\//.exec(text)?.[0] ?? "" };
    },
    deliver: () => deliver(server),
    close: async () => {
      agent.destroy();
      streams.closeAll();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function openWebchat(server: TestServer) {
  const { app, store, hub, clock, chance, features, reports } = server;
  const report = (error: unknown) => void reports.push(error);
  const streams = createLiveStreams({ ...features, store, hub, clock, report });
  serveWebchat(app, {
    ...{ store, clock, chance, streams, channels: features.channels, visitors: features.visitors },
    ...{ read: features.read, turns: features.visitorTurns },
    ...createWebchatBuckets(clock, false),
  });
  return streams;
}

/** A web channel with a hook, and a bot of these blocks. */
async function openChannel(
  { features, hooks, workspace }: TestServer,
  blocks: Parameters<typeof flowFile>[0],
) {
  const draft = await features.bots.create(workspace.id, flowFile(blocks));
  const bot = await features.bots.publish(draft, "first");
  const { channel } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Site", type: "landbot", botId: bot.id },
  });
  await hooks.manage.create({
    ...{ workspaceId: workspace.id, channelId: channel.id, url: "https://example.org/hook" },
  });
  return channel;
}

/** A client refuses line breaks in a header itself; and who sends much to a server that does not read it may lose the answer. */
const travels = ({ bytes, headers = {} }: CorpusRequest): boolean =>
  (bytes?.length ?? 0) <= 64 * 1024 && !/[\r\n]/.test(Object.values(headers).join(""));

function askOverSocket(
  { app }: TestServer,
  agent: Agent,
  { method, path, headers = {}, bytes }: CorpusRequest,
): Promise<CorpusAnswer> {
  const { port } = app.server.address() as AddressInfo;
  const length = bytes && { "content-length": bytes.length };
  const options = { host: "127.0.0.1", port, agent, method, path };
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, headers: { ...headers, ...length } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
      );
    });
    asked.on("error", reject).end(bytes);
  });
}

async function askInside(
  { app }: TestServer,
  { method, path: url, headers = {}, bytes }: CorpusRequest,
): Promise<CorpusAnswer> {
  const payload = bytes && { payload: Buffer.from(bytes) };
  const { statusCode, body } = await app.inject({ method, url, headers, ...payload });
  return { status: statusCode, body };
}

async function deliver(server: TestServer): Promise<ReadonlyMap<string, string>> {
  const { store, clock, chance, reports } = server;
  const bodies = new Map<string, string>();
  const dispatcher = startDispatcher({
    ...{ store, clock, chance, failpoints: noFailpoints },
    egress: {
      send: async ({ body }) => {
        const text = Buffer.from(body ?? "").toString();
        const [message] = (JSON.parse(text) as HookBody).messages;
        bodies.set(`${message.customer.id}.${message.seq}`, text);
        return answered;
      },
    },
    secretsOf: () => ({ token: null, secrets: [{ secret: "whsec_c2VjcmV0", untilMs: null }] }),
    watch: { attempted: () => {}, sentAfter: () => {} },
    report: (error) => void reports.push(error),
    tell: () => {},
  });
  for (let round = 0; round < 2_000 && (await store.owingHooks()).length > 0; round += 1) {
    clock.advance(100);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await dispatcher.stop(1_000);
  return bodies;
}

interface HookBody {
  readonly messages: readonly [
    { readonly seq: number; readonly customer: { readonly id: number } },
  ];
}

const answered: Answered = {
  ...{ kind: "answered", status: 200, headers: {}, truncated: false, durationMs: 1 },
  body: new Uint8Array(),
};

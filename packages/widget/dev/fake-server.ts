// A server with no database that speaks the visitor's wire: for tests by hand, screenshots, axe.
// `node packages/widget/dev/fake-server.ts [port]`
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import {
  createFakeChat,
  type FakeChat,
  greet,
  receive,
  writeEntry,
  writeEvent,
} from "./fake-chat.ts";
import { control, type Fake } from "./fake-control.ts";
import { configOf, hostPage, picture, sharePage } from "./fake-pages.ts";

const bundles = new URL("../dist/browser/", import.meta.url);

/** Starts the fake on a port of 127.0.0.1; 0 takes a free one. */
export async function startFakeServer(
  port: number,
): Promise<{ server: Server; url: string; fake: Fake }> {
  const fake: Fake = { chats: new Map(), refusal: 0, isDown: false };
  const server = createServer((request, response) => {
    answer(fake, request, response).catch((error: unknown) => {
      response.writeHead(500).end(JSON.stringify({ detail: String(error) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const taken = typeof address === "object" && address ? address.port : port;
  return { server, url: `http://127.0.0.1:${taken}`, fake };
}

async function answer(fake: Fake, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? "/", "http://fake");
  cors(response);
  if (request.method === "OPTIONS") return response.writeHead(204).end();
  if (url.pathname.startsWith("/dev/")) return dev(fake, url, response);
  if (url.pathname.startsWith("/landbot-3/") || url.pathname.startsWith("/webchat/assets/")) {
    return bundle(url.pathname, response);
  }
  if (url.pathname.startsWith("/v3/")) return page(url.pathname, response);
  if (!url.pathname.startsWith("/webchat/")) return json(response, 404, {});
  if (fake.isDown) return request.socket.destroy();
  return wire(fake, request, url, response);
}

async function wire(fake: Fake, request: IncomingMessage, url: URL, response: ServerResponse) {
  const secret = (request.headers.authorization ?? "").replace(/^Bearer /, "");
  const body = await readBody(request);
  if (!/^v[0-9a-z]{8}_[\w-]{32}$/.test(secret))
    return json(response, 401, { detail: "No visitor." });
  if (url.pathname === "/webchat/api/send/") return send(fake, secret, body, response);
  const isNew = body.start === true || url.pathname.startsWith("/webchat/files/");
  const chat = isNew ? chatFor(fake, secret) : fake.chats.get(secret);
  if (!chat) return json(response, 401, { detail: "Unknown visitor." });
  const [, , area = "", part = ""] = url.pathname.split("/");
  if (area === "auth") {
    if (chat.entries.length === 0) greet(chat, part);
    return json(response, 200, authAnswer(chat, secret));
  }
  if (area === "files") return uploaded(request, response);
  if (part === "messages") return messages(chat, url, response);
  if (part === "stream") return stream(chat, request, response);
  return json(response, 404, { detail: "No such path." });
}

function send(fake: Fake, secret: string, body: Record<string, unknown>, response: ServerResponse) {
  if (fake.refusal === 422) {
    return json(response, 422, { errors: { message: ["This message is too long."] } });
  }
  if (fake.refusal) {
    return json(response, fake.refusal, { detail: "Busy." }, { "Retry-After": "1" });
  }
  const known = fake.chats.get(secret);
  if (!known && body.new_visitor !== true) {
    return json(response, 401, { detail: "Unknown visitor." });
  }
  const chat = chatFor(fake, secret);
  if (chat.entries.length === 0) greet(chat, String(body.channel_token));
  return json(response, 200, receive(chat, body));
}

function chatFor(fake: Fake, secret: string): FakeChat {
  const chat = fake.chats.get(secret) ?? createFakeChat(10_000_001 + fake.chats.size);
  fake.chats.set(secret, chat);
  return chat;
}

function authAnswer(chat: FakeChat, secret: string) {
  return {
    auth_data: {
      landbot_token: secret,
      firestore_token: "",
      firestore_path: "",
      server_timestamp: Date.now() / 1000,
    },
    customer_id: chat.customerId,
    last_seq: chat.entries.length,
  };
}

function messages(chat: FakeChat, url: URL, response: ServerResponse) {
  const limit = Number(url.searchParams.get("limit") ?? 50);
  const after = url.searchParams.get("after_seq");
  const before = Number(url.searchParams.get("before_seq") ?? Number.POSITIVE_INFINITY);
  const found =
    after === null
      ? chat.entries.filter(({ seq }) => seq < before).slice(-limit)
      : chat.entries.filter(({ seq }) => seq > Number(after)).slice(0, limit);
  const last_seq = chat.entries.length;
  return json(response, 200, { success: true, messages: found, last_seq, state: chat.state });
}

function stream(chat: FakeChat, request: IncomingMessage, response: ServerResponse) {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  const last = Number(request.headers["last-event-id"] ?? 0);
  for (const entry of chat.entries) if (entry.seq > last) writeEntry(response, entry);
  writeEvent(response, "state", chat.state);
  chat.streams.add(response);
  const beat = setInterval(() => response.write(":\n\n"), 20_000);
  response.on("close", () => {
    clearInterval(beat);
    chat.streams.delete(response);
  });
}

async function uploaded(request: IncomingMessage, response: ServerResponse) {
  const type = (request.headers["x-kind"] ?? "image").toString();
  return json(response, 200, { url: "/dev/picture.svg", type, name: "upload" });
}

async function dev(fake: Fake, url: URL, response: ServerResponse) {
  if (url.pathname === "/dev/picture.svg") {
    return response.writeHead(200, { "Content-Type": "image/svg+xml" }).end(picture);
  }
  if (url.pathname === "/dev/host.html") {
    return response
      .writeHead(200, { "Content-Type": "text/html; charset=utf-8" })
      .end(hostPage(url.searchParams));
  }
  return json(response, 200, control(fake, url.pathname.slice("/dev/".length), url.searchParams));
}

async function bundle(path: string, response: ServerResponse) {
  const names: Readonly<Record<string, string>> = {
    "/landbot-3/landbot-3.0.0.js": "loader.js",
    "/landbot-3/landbot-3.0.0.mjs": "loader.mjs",
    "/webchat/assets/chat.js": "chat.js",
    "/webchat/assets/panels.js": "panels.js",
  };
  const name = names[path];
  if (!name) return response.writeHead(404).end();
  const body = await readFile(new URL(name, bundles));
  return response.writeHead(200, { "Content-Type": "text/javascript; charset=utf-8" }).end(body);
}

function page(path: string, response: ServerResponse) {
  const [, , token = "", file] = path.split("/");
  const config = configOf(token);
  if (file === "index.json") return json(response, 200, config);
  return response
    .writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy":
        "default-src 'self'; img-src 'self' https: data: blob:; frame-src https://www.youtube-nocookie.com https://player.vimeo.com; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'",
    })
    .end(sharePage(config));
}

function cors(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
}

function json(response: ServerResponse, status: number, body: unknown, headers = {}) {
  const head = { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers };
  return response.writeHead(status, head).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  if (!text.startsWith("{")) return {};
  const parsed: unknown = JSON.parse(text);
  return parsed !== null && typeof parsed === "object" ? { ...parsed } : {};
}

if (process.argv[1] === import.meta.filename) {
  const { url } = await startFakeServer(Number(process.argv[2] ?? 4400));
  process.stdout.write(`${url}/v3/H-1-STATIC/index.html\n${url}/dev/host.html?class=Livechat\n`);
}

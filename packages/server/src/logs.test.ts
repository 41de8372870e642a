import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entriesIn, keysFor } from "./cli/testing/log-entries.ts";
import { type StartedServer, startServer } from "./cli/testing/start-server.ts";
import { codeOf } from "./http/testing/authenticator.ts";

/** Ends one line and begins another that looks like the server's own. */
const forgery = '\r\n{"level":50,"msg":"forged"}\r\n\u001b[2J\u2028forged\n    at forged (x)';

const folder = mkdtempSync(join(tmpdir(), "parley-logs-"));
const canaries = new Set<string>();
const statuses: number[] = [];
const failures: string[] = [];
let server: StartedServer;
let outside: Server;
/** What the outside service was sent last to each path. */
const sent = new Map<string, number>();
const cookies = new Map<string, string>();

/** Words that nobody may find again. */
function canary(what: string): string {
  const word = `canary-${what}-${canaries.size}x7f3`;
  canaries.add(word);
  return word;
}

/** A secret that the product has made. */
function secret(value: unknown): string {
  expect(value, "a secret of the product's").toMatch(/^.{6,}$/);
  canaries.add(String(value));
  return String(value);
}

beforeAll(async () => {
  outside = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://outside").pathname;
    sent.set(path, (sent.get(path) ?? 0) + 1);
    request.resume().on("end", () => {
      const type = { "content-type": "application/json", "x-answer": canary("answer-header") };
      response.writeHead(path === "/gone" ? 410 : path === "/broken" ? 500 : 200, type);
      response.end(`{"token": ${canary("answer")}`);
    });
  });
  await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
  server = await startServer(folder, {
    ...{ PARLEY_LOG_LEVEL: "debug", PARLEY_RATE_LIMITS: "off", PARLEY_TEST: "1" },
    PARLEY_EGRESS_ALLOW: `127.0.0.1/32:${portOf(outside)}`,
    // Early hits are those of this test's own first messages.
    PARLEY_FAILPOINTS: "before-commit=throw@2;timer-due=throw@1;hook-sent-before-mark=throw@2",
  });
}, 60_000);
afterAll(async () => {
  await server?.kill();
  outside.closeAllConnections();
  outside.close();
  rmSync(folder, { recursive: true, force: true });
});

const portOf = (it: Server): number => (it.address() as AddressInfo).port;

/** Asks; keeps the status, and the answer's words where it failed. */
async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(server.url + path, {
    ...{ method, redirect: "manual" },
    headers: {
      "user-agent": canary("agent"),
      "content-type": "application/json",
      "x-request-id": canary("request-id"),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  statuses.push(answer.status);
  for (const set of answer.headers.getSetCookie()) {
    const [name = "", value = ""] = set.split(/[=;]/);
    if (value !== "") cookies.set(name, secret(value));
  }
  const text = await answer.text();
  if (answer.status >= 500) failures.push(text);
  return text.startsWith("{") ? JSON.parse(text) : {};
}

function studio(method: string, path: string, body?: unknown, workspace = "0") {
  const cookie = [...cookies].map((it) => it.join("=")).join("; ");
  return ask(method, path, body, { cookie, origin: server.url, "parley-studio": workspace });
}

const email = "ann@example.org";

/** The Studio's doors, right and wrong: set-up, sign-in, two-factor; gives a token. */
async function enterStudio(): Promise<string> {
  const code = /one-time code\s+(\S+)/.exec(server.printed())?.[1] ?? "";
  const password = canary("password");
  const owner = { email, password, name: `Ann${forgery}`, workspace: `Harbour${forgery}` };
  await studio("POST", "/studio/api/setup", { code: canary("setup-code"), ...owner });
  await studio("POST", "/studio/api/setup", { code, ...owner });
  const session = await studio("GET", "/studio/api/session");
  const [workspace] = session.workspaces as { id: number }[];
  const mine = String(workspace?.id);
  const made = await studio("POST", "/v1/tokens/", { name: `T${forgery}` }, mine);
  await studio("POST", "/studio/api/sign_in", { email, password: canary("wrong-password") });
  await studio("POST", "/studio/api/sign_in", { email: `${canary("nobody")}@x.org`, password });
  const key = await studio("POST", "/studio/api/two_factor/begin", { password });
  for (const one of key.backup_codes as string[]) secret(one);
  secret(key.uri);
  const present = secret(codeOf(secret(key.key)));
  await studio("POST", "/studio/api/two_factor/confirm", { code: canary("code") });
  await studio("POST", "/studio/api/two_factor/confirm", { code: present });
  await studio("POST", "/studio/api/sign_in", { email, password });
  await studio("POST", "/studio/api/two_factor/verify", { code: present });
  await studio("POST", "/studio/api/password/reset", {
    ...{ code: canary("reset"), password: canary("new-password") },
  });
  await studio("GET", `/studio/api/invitations/${canary("invitation")}/look`);
  return secret(made.secret);
}

const flow = () => ({
  ...{ format: 1, name: `Bot${forgery}`.slice(0, 20), start: "ask" },
  blocks: {
    ask: { kind: "ask_text", params: { text: "Who?", field: "said" }, next: { success: "call" } },
    call: {
      kind: "webhook",
      params: {
        ...{
          url: `http://127.0.0.1:${portOf(outside)}/order?key=${canary("key")}`,
          method: "POST",
        },
        headers: [{ name: "Authorization", value: canary("block-credential") }],
        body: { kind: "json", template: '{"said": "@said"}' },
        save: [{ path: "token", field: "kept" }],
      },
      next: { success: "wait", failure: "wait" },
    },
    wait: { kind: "wait", params: { field: "data", text: "At @resume_url" }, next: {} },
  },
});

interface World {
  readonly token: string;
  readonly channelToken: string;
  readonly visitor: string;
  readonly resume: string;
  readonly customerId: unknown;
  readonly paths: readonly string[];
}

/** A bot behind a web channel whose hooks end and fail, and a visitor who talks until the flow waits. */
async function converse(token: string): Promise<World> {
  const v1 = (method: string, path: string, body?: unknown) =>
    ask(method, `/v1/${path}`, body, { authorization: `Token ${token}` });
  const bot = Object((await v1("POST", "bots/", { name: "Bot", flow: flow() })).bot).id;
  await v1("POST", `bots/${bot}/publish/`, { note: canary("note") });
  const made = await v1("POST", "channels/", { name: "Site", type: "landbot", bot_id: bot });
  const { id, token: channelToken } = Object(made.channel);
  for (const path of ["gone", "broken", "fine"]) {
    const url = `http://127.0.0.1:${portOf(outside)}/${path}?key=${canary("hook-key")}`;
    const hook = { name: `H${forgery}`, url, token: canary("hook-token") };
    secret((await v1("POST", `channels/${id}/message_hooks/`, hook)).secret);
  }
  const say = (message: string, visitor?: string) =>
    ask(
      ...(["POST", "/webchat/api/send/"] as const),
      { channel_token: channelToken, message, origin: `https://x.org/?${canary("page")}` },
      visitor === undefined ? {} : { authorization: `Bearer ${visitor}` },
    );
  const arrived = await ask("POST", `/webchat/auth/${channelToken}/`, {});
  const visitor = secret(Object(arrived.auth_data).landbot_token);
  await say(canary("message"), visitor);
  await say(`${canary("message")}${forgery}`, visitor);
  const said = async () => {
    const path = `/webchat/api/messages/?channel_token=${channelToken}`;
    return JSON.stringify(
      await ask("GET", path, undefined, { authorization: `Bearer ${visitor}` }),
    );
  };
  await expect.poll(said, { timeout: 40_000 }).toMatch(/v1\/resume\//);
  const resume = secret(/v1\/resume\/([\w-]+)/.exec(await said())?.[1]);
  const hooked = () => ["/gone", "/broken", "/fine"].every((path) => sent.has(path));
  await expect.poll(hooked, { timeout: 40_000 }).toBe(true);
  return {
    ...{ token, channelToken, visitor, resume, customerId: arrived.customer_id },
    paths: [
      ...["bots/", `bots/${bot}/draft/`, "channels/", "customers/", "agents/", "tokens/", "audit/"],
      ...[`channels/${id}/message_hooks/`, `channels/${id}/message_hooks/1/deliveries/`],
    ],
  };
}

/** Every door with what it cannot take: wrong credentials, bodies that break off, other types. */
async function knockWrongly({ channelToken, resume, customerId }: World): Promise<void> {
  const doors = [
    ...["/v1/bots/", `/v1/customers/${customerId}/send_text/`, `/v1/resume/${resume}/`],
    ...["/webchat/api/send/", `/webchat/auth/${channelToken}/`, "/studio/api/sign_in"],
    ...["/v1/send/x/", "/v1/inspector/none/", `/webchat/files/${channelToken}`, "/nowhere"],
  ];
  for (const path of doors)
    for (const body of [`{"token": "${canary("body")}`, `${canary("body")}`, `{"a":1}${forgery}`])
      for (const type of [
        "application/json",
        "text/plain",
        `multipart/form-data; ${canary("type")}`,
      ])
        await ask("POST", `${path}?token=${canary("query")}`, body, {
          ...{ authorization: `Token ${canary("token")}`, cookie: `parley=${canary("cookie")}` },
          ...{ "content-type": type, "idempotency-key": canary("idempotency") },
        });
  const lines = encodeURIComponent(forgery);
  for (const path of [`/${lines}`, `/v1/${lines}/`, `/v3/${lines}/index.html`, `/%zz${lines}`])
    await ask("GET", `${path}?x=${lines}`);
}

/** What the caller may do, once more, while its data is broken. */
async function useBroken({ token, channelToken, visitor, resume, customerId, paths }: World) {
  const mine = { authorization: `Token ${token}` };
  const theirs = { authorization: `Bearer ${visitor}` };
  for (const path of paths) await ask("GET", `/v1/${path}`, undefined, mine);
  await ask("POST", "/v1/bots/", { name: canary("bot"), flow: flow() }, mine);
  await ask("POST", `/v1/customers/${customerId}/send_text/`, { message: canary("text") }, mine);
  const message = { channel_token: channelToken, message: canary("message") };
  await ask("POST", "/webchat/api/send/", message, theirs);
  await ask("GET", `/webchat/api/messages/?channel_token=${channelToken}`, undefined, theirs);
  await ask("POST", `/v1/resume/${resume}/`, { status: canary("resumed") });
  await studio("POST", "/studio/api/sign_in", { email, password: canary("password") });
  await studio("GET", "/studio/api/sessions");
}

function hurt(act: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(folder, "parley.db"), { timeout: 5_000 });
  database.exec("PRAGMA foreign_keys = OFF");
  act(database);
  database.close();
}

/** Damages what is stored: whoever reads it meets JSON that breaks off, with somebody's words in it. */
function damageRows(): void {
  const broken = () => `${canary("stored")} {`;
  hurt((database) => {
    database.prepare("UPDATE bot SET draft = ?").run(broken());
    database.prepare("UPDATE conversation SET state = ?").run(broken());
    database.prepare("UPDATE entry SET entry = ?").run(broken());
  });
}

/** Takes tables away under the running server, but for these. */
function dropTables(kept: readonly string[]): void {
  hurt((database) => {
    const tables = database.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    for (const { name } of tables.all())
      if (!kept.includes(String(name))) database.exec(`DROP TABLE "${name}"`);
  });
}

test("nothing secret and nobody's words stand in what the server prints, and each entry is one line", async () => {
  const world = await converse(await enterStudio());
  await knockWrongly(world);
  damageRows();
  await useBroken(world);
  dropTables(["token", "agent", "workspace", "account", "session", "channel", "setting"]);
  await useBroken(world);
  dropTables([]);
  await useBroken(world);
  await server.stop();

  const lines = server.printed().split("\n").slice(0, -1);
  const entries = entriesIn(server.printed());
  const told = lines.filter((line) => !line.startsWith("{"));
  expect([...canaries].filter((it) => server.printed().includes(it))).toEqual([]);
  // Nor a part of one, as messages quote what they could not read.
  expect(server.printed()).not.toContain("canary-");
  expect(server.printed()).not.toMatch(/forged|\p{Zl}|(?!\n)\p{Cc}/u);
  // What is no entry is the welcome and the farewell.
  expect(told.filter((line) => !/^ {2}\S|^Parley is /.test(line))).toEqual([]);
  for (const entry of entries) expect(Object.keys(entry).toSorted()).toEqual(keysFor(entry));
  expect(entries.filter(({ msg }) => msg === "request")).toHaveLength(statuses.length);

  // It has seen what it is about: secrets of every kind, refusals, failures of ours, each of them in the log.
  expect(canaries.size).toBeGreaterThan(200);
  for (const status of [200, 400, 401, 404, 415, 422, 500]) expect(statuses).toContain(status);
  const log = entries.map(({ msg }) => msg).join("\n");
  for (const id of failures.flatMap((text) => /names it ([\w-]{36})/.exec(text)?.[1] ?? []))
    expect(log).toContain(id);
  expect(log.match(/^request /gm)?.length).toBeGreaterThan(20);
  expect(entries.map(({ err }) => err?.cause?.type)).toContain("SyntaxError");
  expect(log).toMatch(/^hook \d+ is paused$/m);
  expect(log).toMatch(/^a delivery of hook \d+$/m);
}, 180_000);

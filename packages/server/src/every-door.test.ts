import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readConfig } from "./config.ts";
import { foundWorkspace } from "./features/accounts/agents.ts";
import { setupCode } from "./features/accounts/setup-code.ts";
import { type Parley, startParley } from "./main.ts";
import { createSystemChance, systemClock } from "./system-ports.ts";

/** What is asked of every door. */
interface Door {
  readonly method: string;
  readonly path: string;
}

interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const folder = mkdtempSync(join(tmpdir(), "parley-doors-"));
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const doors: Door[] = [];
let parley: Parley;
let channelToken = "";
let visitorSecret = "";
let cookie = "";

beforeAll(async () => {
  const listen = (message: unknown) =>
    watchRoutes(message as { readonly fastify: FastifyInstance });
  subscribe("fastify.initialization", listen);
  parley = await startParley(
    readConfig({
      ...{ PARLEY_DATA: folder, PARLEY_PORT: "0", PARLEY_OPS_PORT: "0", PARLEY_DEMO: "off" },
      ...{ PARLEY_LOG_LEVEL: "silent", PARLEY_RATE_LIMITS: "off" },
    }),
  );
  unsubscribe("fastify.initialization", listen);
  const { features, store } = parley;
  const ports = { store, clock: systemClock, chance: createSystemChance() };
  const { workspace } = await foundWorkspace(ports, "Acme");
  const { channel } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Site", type: "landbot", botId: null },
  });
  channelToken = channel.token;
  const arrived = await ask({ method: "POST", path: `/webchat/auth/${channelToken}` });
  visitorSecret = JSON.parse(arrived.body).auth_data.landbot_token;
  cookie = await enter();
});
// Thousands of requests, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 60_000 });
afterAll(async () => {
  agent.destroy();
  await parley.stop();
  rmSync(folder, { recursive: true });
});

/** The public application is the first that is made; what operators ask has a port of its own. */
function watchRoutes({ fastify }: { readonly fastify: FastifyInstance }): void {
  if (doors.length > 0) return;
  fastify.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) doors.push({ method: one, path: url });
  });
}

function ask(
  { method, path }: Door,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const { hostname, port } = new URL(parley.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, agent, method, path, headers }, (answer) => {
      const told = { status: answer.statusCode ?? 0, headers: answer.headers };
      let body = "";
      // A stream would go on for ever.
      if (/event-stream/.test(answer.headers["content-type"] ?? "")) {
        asked.destroy();
        resolve({ ...told, body });
      }
      answer.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      answer.on("end", () => resolve({ ...told, body })).on("error", () => {});
    });
    asked.on("error", reject).end();
  });
}

/** Sets the Studio up; gives its owner's cookie. */
async function enter(): Promise<string> {
  const answer = await fetch(`${parley.url}/studio/api/setup`, {
    method: "POST",
    headers: { "parley-studio": "0", origin: parley.url, "content-type": "application/json" },
    body: JSON.stringify({
      code: setupCode(parley.features.accounts.keys),
      ...{ name: "Ann", email: "ann@example.org", workspace: "Harbour" },
      password: "correct horse battery 7 staple lamp",
    }),
  });
  expect(answer.status).toBe(200);
  return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

const signedIn = () => ({ cookie, "parley-studio": "0", "sec-fetch-site": "same-origin" });

/** Addresses of this route: one that leads to something, where there can be one, and one that leads to nothing. */
function addressesOf({ method, path }: Door): readonly Door[] {
  const fill = (token: string, id: string) =>
    path.replace(":token", token).replaceAll(/:\w+/g, id).replace("*", "index.html");
  return [...new Set([fill(channelToken, "1"), fill("H-1-nobody", "nothing")])].map((it) => ({
    ...{ method, path: it },
  }));
}

const all = () => doors.flatMap(addressesOf);
const readable = () => all().filter(({ method }) => method === "GET");

/** The rules of a policy, by name. */
function rulesOf({ headers }: Told): ReadonlyMap<string, string> {
  const rules = String(headers["content-security-policy"] ?? "").split(/ *; */);
  return new Map(
    rules.map((rule) => [rule.split(" ")[0] ?? "", rule.split(" ").slice(1).join(" ")]),
  );
}

/** What is wrong with a policy; the chat may be framed, the API's page sets its own styles. */
function faultsOf(told: Told, { path }: Door): readonly string[] {
  const rules = rulesOf(told);
  const isChat = /^\/(?:v3|u)\/.*\.html/.test(path) && told.status === 200;
  const sources = [...rules].filter(([name]) => /-src$/.test(name));
  const inline = sources.filter(
    ([name, rule]) =>
      /'unsafe-|(?<![\w.-])\*(?![\w.-])/.test(rule) &&
      !(path.startsWith("/docs") && name === "style-src" && rule === "'self' 'unsafe-inline'"),
  );
  const framers = isChat ? "*" : path === "/studio/try.html" ? "'self'" : "'none'";
  const isNone = (name: string) => (rules.get(name) ?? rules.get("default-src")) === "'none'";
  return [
    ...(rules.get("frame-ancestors") === framers ? [] : ["frame-ancestors"]),
    ...(isNone("object-src") ? [] : ["object-src"]),
    ...(rules.get("base-uri") === "'none'" ? [] : ["base-uri"]),
    ...(rules.has("default-src") ? [] : ["default-src"]),
    ...inline.map(([name, rule]) => `${name} ${rule}`),
    ...(told.headers["x-content-type-options"] === "nosniff" ? [] : ["nosniff"]),
  ];
}

/** Scripts, styles and handlers that stand in a page itself. Data in a script element runs nowhere. */
const inlineIn = (page: string): readonly string[] =>
  page.match(
    /<script(?![^>]* src=)(?![^>]*type="application\/json")[^>]*>|<style|\s(?:on\w+|style)=/gi,
  ) ?? [];

test("every answer of every door has a policy that lets nothing run or frame it but what its page needs", async () => {
  expect(doors.length).toBeGreaterThan(200);
  const faults: string[] = [];
  const pages = new Set<string>();
  const look = async (door: Door, headers: Readonly<Record<string, string>>) => {
    const told = await ask(door, headers);
    const isPage = /html/.test(told.headers["content-type"] ?? "");
    if (isPage) pages.add(door.path.replace(channelToken, "H"));
    const found = [...faultsOf(told, door), ...(isPage ? inlineIn(told.body) : [])];
    if (found.length > 0) faults.push(`${door.method} ${door.path} ${told.status}: ${found}`);
  };
  for (const door of [...all(), ...nowhere]) await look(door, { accept: "text/html" });
  for (const door of readable()) await look(door, { ...signedIn(), accept: "text/html" });
  expect(faults).toEqual([]);
  expect([...pages]).toEqual(
    expect.arrayContaining([
      ...["/", "/docs", "/studio/try.html", "/v3/H/index.html", "/u/H/index.html"],
    ]),
  );
});

/** Addresses that lead nowhere, or are none. */
const nowhere: readonly Door[] = [
  ...["/nowhere", "/%", "/v1/%zz", "/studio/assets/none.js", `/v1/${"x".repeat(2000)}`],
].map((path) => ({ method: "GET", path }));

/** Who may ask what of the chat's own addresses: pages of every origin, without cookies. */
const isChatWire = ({ path }: Door): boolean => /^\/(?:webchat|v3|u|landbot-3)\//.test(path);

const origins = (): readonly string[] => {
  const { host, hostname, port } = new URL(parley.url);
  return [
    ...["https://shop.example", "null", parley.url, `${parley.url}.evil.example`],
    ...[`http://evil${host}`, `http://${hostname}:${port}0`, `https://${host}`, "file://", "*"],
    ...[`${parley.url}@evil.example`, `http://localhost:${port}`, "chrome-extension://abcdef"],
  ];
};

test("every door of the chat is open to pages of any origin without credentials, and no other to any but our own", async () => {
  const faults: string[] = [];
  let open = 0;
  const look = async (door: Door, headers: Readonly<Record<string, string>>) => {
    const told = await ask(door, headers);
    const cors = Object.entries(told.headers).filter(([name]) => /^access-control/.test(name));
    const given = new Map(cors);
    const isOpen = isChatWire(door);
    if (isOpen) open += 1;
    const isRight = isOpen
      ? given.get("access-control-allow-origin") === "*" &&
        !given.has("access-control-allow-credentials")
      : given.size === 0;
    const allowed = String(given.get("access-control-allow-headers") ?? "").toLowerCase();
    if (
      !isRight ||
      /parley-studio|cookie|\*/.test(allowed) ||
      (isOpen && told.headers["set-cookie"])
    )
      faults.push(`${door.method} ${door.path} from ${headers.origin}: ${JSON.stringify(cors)}`);
  };
  const preflight = { "access-control-request-method": "POST" };
  for (const origin of origins()) {
    const foreign = { origin, "sec-fetch-site": "cross-site" };
    for (const door of readable()) await look(door, { ...foreign, cookie });
    for (const door of new Set(all().map(({ path }) => path)))
      await look({ method: "OPTIONS", path: door }, { ...foreign, ...preflight });
  }
  const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  for (const door of all()) await look(door, { ...foreign, cookie });
  await look(
    { method: "GET", path: `/webchat/api/stream/?channel_token=${channelToken}` },
    { ...foreign, authorization: `Bearer ${visitorSecret}` },
  );
  expect(faults).toEqual([]);
  expect(open).toBeGreaterThan(100);
});

test("a way of writing an address opens no other door to other origins", async () => {
  const foreign = { origin: "https://evil.example", cookie, "sec-fetch-site": "cross-site" };
  for (const path of [
    ...["/webchat/../v1/bots/", "/webchat/%2e%2e/v1/bots/", "/webchat/..%2fv1%2fbots/"],
    ...["/webchat//../studio/api/session", "/v3/../studio/api/session", "//v1/bots/"],
    ...["/u/..;/v1/bots/", "/webchat/..\\v1\\bots/", `${parley.url}/v1/bots/`],
  ]) {
    const { status, headers, body } = await ask({ method: "GET", path }, foreign);
    const isOpen = headers["access-control-allow-origin"] !== undefined;
    expect([path, isOpen && status < 400, /"bots"|"account"/.test(body)]).toEqual([
      ...[path, false, false],
    ]);
  }
});

const elsewhere: readonly string[] = [
  ...[
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
  ],
  ...["https://evil.example", "/%2f%2fevil.example", "/\t/evil.example", "javascript:alert(1)"],
  ...[
    "/.//evil.example",
    "@evil.example",
    "//evil%E3%80%82example",
    "%0d%0aLocation:%20//evil.example",
  ],
];
const targets = "to next url return_to redirect redirect_uri callbackURL".split(" ");

test("no door sends anybody elsewhere, whatever address, host or path is given", async () => {
  const faults: string[] = [];
  const look = async (door: Door) => {
    const host = { host: "evil.example", "x-forwarded-host": "evil.example" };
    const { headers, body } = await ask(door, { ...host, ...signedIn(), accept: "text/html" });
    const { location = "", ...rest } = headers;
    const isAway = URL.parse(location, parley.url + door.path)?.origin !== parley.url;
    const isTold = Object.values(rest).some((it) => String(it).includes("evil.example"));
    const isInPage = /http-equiv="?refresh|\/\/evil\.example/i.test(body);
    if (isAway || isTold || isInPage || headers.refresh) faults.push(`${door.path}: ${location}`);
  };
  for (const { method, path } of readable())
    for (const address of elsewhere) {
      const given = targets.map((name) => [name, address]);
      await look({ method, path: `${path}?${new URLSearchParams(given)}` });
    }
  for (const before of ["", "/studio", "/docs", "/docs/static", "/v3", "/webchat/assets"])
    for (const address of elsewhere) await look({ method: "GET", path: before + encoded(address) });
  expect(faults).toEqual([]);
});

/** As it can stand in a request: what may not is encoded. */
const encoded = (address: string): string =>
  address.replace(/^(?!\/)/, "/").replaceAll(/[\s\\]/g, encodeURIComponent);

import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { type Browser, sessionCookie, setUp } from "../testing/browser.ts";
import { openTestServer, publicUrl, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let owner: Browser;

beforeAll(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  owner = await setUp(server);
});
afterAll(() => server.close());

const bot = { name: "Planted" };
const text = JSON.stringify(bot);
const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };
const multipart = { "content-type": "multipart/form-data; boundary=x" };
const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
const own = (): Record<string, string> => ({
  ...{ "parley-studio": String(server.workspace.id), "sec-fetch-site": "same-origin" },
});

/** What a page of another origin can make a browser send, and what it would send if it could do more. */
const attacks: readonly (readonly [string, () => Pick<InjectOptions, "headers" | "payload">])[] = [
  ["a form", () => ({ headers: { ...foreign, ...form }, payload: "name=Planted" })],
  [
    "a form of a neighbouring host",
    () => ({
      headers: { origin: "https://other.example.org", "sec-fetch-site": "same-site", ...form },
      payload: "name=Planted",
    }),
  ],
  [
    "a form with files",
    () => ({
      headers: { ...foreign, ...multipart },
      payload: '--x\r\ncontent-disposition: form-data; name="name"\r\n\r\nPlanted\r\n--x--\r\n',
    }),
  ],
  [
    "a no-cors fetch of text",
    () => ({
      headers: { ...foreign, "content-type": "text/plain" },
      payload: text,
    }),
  ],
  ["a beacon without a type", () => ({ headers: foreign, payload: text })],
  ["a fetch of JSON from elsewhere", () => ({ headers: { ...foreign, ...json }, payload: text })],
  [
    "the Studio's header from another site",
    () => ({
      headers: { ...own(), ...foreign, ...json },
      payload: text,
    }),
  ],
  [
    "the Studio's header from a neighbouring host",
    () => ({
      headers: { ...own(), "sec-fetch-site": "same-site", ...json },
      payload: text,
    }),
  ],
  [
    "the Studio's header, typed into the address bar",
    () => ({
      headers: { ...own(), "sec-fetch-site": "none", ...json },
      payload: text,
    }),
  ],
  [
    "an origin of another site, of an old browser",
    () => ({
      headers: { "parley-studio": own()["parley-studio"], origin: "https://evil.example", ...json },
      payload: text,
    }),
  ],
  [
    "an origin that is null",
    () => ({
      headers: { "parley-studio": own()["parley-studio"], origin: "null", ...json },
      payload: text,
    }),
  ],
  [
    "an origin that begins like ours",
    () => ({
      headers: {
        "parley-studio": own()["parley-studio"],
        origin: `${publicUrl}.evil.example`,
        ...json,
      },
      payload: text,
    }),
  ],
  [
    "an origin that ends like ours",
    () => ({
      headers: {
        "parley-studio": own()["parley-studio"],
        origin: "https://evilchat.example.org",
        ...json,
      },
      payload: text,
    }),
  ],
  [
    "neither origin nor site",
    () => ({
      headers: { "parley-studio": own()["parley-studio"], ...json },
      payload: text,
    }),
  ],
  [
    "no header of the Studio's",
    () => ({
      headers: { "sec-fetch-site": "same-origin", ...json },
      payload: text,
    }),
  ],
  [
    "a header of the Studio's that names nothing",
    () => ({
      headers: { ...own(), "parley-studio": "", ...json },
      payload: text,
    }),
  ],
  ["text for JSON", () => ({ headers: { ...own(), "content-type": "text/plain" }, payload: text })],
  ["a form for JSON", () => ({ headers: { ...own(), ...form }, payload: "name=Planted" })],
  ["files for JSON", () => ({ headers: { ...own(), ...multipart }, payload: "--x--" })],
  [
    "JSON that is only called so",
    () => ({
      headers: { ...own(), "content-type": "text/plain; application/json" },
      payload: text,
    }),
  ],
];

describe("with the owner's cookie", () => {
  let before: unknown;
  beforeEach(async () => {
    before = await everything();
  });

  test.each(attacks)(
    "%s changes nothing behind the platform API, and is 403",
    async (_, attack) => {
      const told = await owner.send({ method: "POST", url: "/v1/bots/", ...attack() });
      expect(told.status).toBe(403);
      expect(await everything()).toEqual(before);
    },
  );

  test.each(attacks)(
    "%s changes nothing behind the Studio's doors, and is 403",
    async (_, attack) => {
      for (const url of [
        "/studio/api/workspaces",
        "/studio/api/sign_out",
        "/studio/api/invitations",
      ])
        expect((await owner.send({ method: "POST", url, ...attack() })).status, url).toBe(403);
      expect(await everything()).toEqual(before);
    },
  );

  test("nothing is read either without the Studio's header", async () => {
    for (const url of ["/v1/bots/", "/studio/api/sessions", "/studio/api/session"])
      expect((await owner.send({ url, headers: { "sec-fetch-site": "same-site" } })).status).toBe(
        403,
      );
  });

  test("no other origin is told that it may", async () => {
    for (const origin of ["https://evil.example", "null", publicUrl, `${publicUrl}.evil.example`])
      for (const url of ["/v1/bots/", "/studio/api/session"]) {
        const headers = { ...own(), origin, "access-control-request-method": "POST" };
        for (const method of ["GET", "OPTIONS"] as const) {
          const told = await owner.send({ method, url, headers });
          const cors = Object.keys(told.headers).filter((it) => it.startsWith("access-control"));
          expect(cors).toEqual([]);
        }
      }
  });
});

test("what the Studio sends is heard, also from a browser that tells no site", async () => {
  const made = await owner.ask("POST", "/v1/bots/", { name: "Mine" });
  expect(made.status).toBe(201);
  for (const origin of [publicUrl, "http://localhost:80"]) {
    const { "sec-fetch-site": _, ...rest } = own();
    const headers = { ...rest, ...json, origin, host: "localhost:80" };
    const told = await owner.send({ method: "POST", url: "/v1/bots/", headers, payload: text });
    expect(told.status, origin).toBe(201);
  }
  const { id } = (made.body as { bot: { id: number } }).bot;
  const charset = { "content-type": "application/json; charset=utf-8" };
  expect((await owner.ask("PATCH", `/v1/bots/${id}/`, { name: "My own" }, charset)).status).toBe(
    200,
  );
  expect((await owner.ask("DELETE", "/studio/api/sessions")).status).toBe(204);
});

test("a cookie counts for nothing where there is an Authorization header", async () => {
  const ask = (authorization: string) =>
    owner.send({ url: "/v1/bots/", headers: { ...own(), authorization } });
  for (const wrong of ["Token nope", "Bearer", "", " ", "Basic YTpi"])
    expect((await ask(wrong)).status, wrong).toBe(401);
  // Without the Studio's header too: this is a token's request.
  const headers = { authorization: `Token ${server.token}`, ...json };
  const told = await owner.send({ method: "POST", url: "/v1/bots/", headers, payload: text });
  expect(told.status).toBe(201);
});

test("a repeat with the same key is one change, from whichever of an account's browsers", async () => {
  const key = { "idempotency-key": "once" };
  const first = await owner.ask("POST", "/v1/bots/", { name: "Once" }, key);
  const again = await owner.ask("POST", "/v1/bots/", { name: "Once" }, key);
  expect([first.status, again.body]).toEqual([201, first.body]);
  expect(again.headers["idempotency-replayed"]).toBe("true");
  const shown = await owner.ask("POST", "/v1/tokens/", { name: "t" }, { "idempotency-key": "t" });
  const { secret } = shown.body as { secret: string };
  expect(shown.status).toBe(201);
  const repeated = await owner.ask(
    "POST",
    "/v1/tokens/",
    { name: "t" },
    { "idempotency-key": "t" },
  );
  expect(repeated.body).toEqual(shown.body);
  const [cookie] = [owner.cookies.get(sessionCookie)];
  expect(secret).toMatch(/^parley_/);
  expect(cookie).toBeDefined();
});

async function everything(): Promise<unknown> {
  const { store, workspace } = server;
  const account = await store.accountByEmail("ann@example.org");
  return [
    await store.workspaces(),
    await store.bots(workspace.id),
    await store.agents(workspace.id),
    await store.invitations(workspace.id),
    await store.sessionsOf(account?.id ?? ""),
  ];
}

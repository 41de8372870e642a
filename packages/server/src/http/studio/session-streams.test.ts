import { once } from "node:events";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { type Browser, join, password, setUp, signIn } from "../testing/browser.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let owner: Browser;
let url: string;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  owner = await setUp(server);
  const { channel } = await server.features.channels.create({
    ...{ workspaceId: server.workspace.id, name: "Site", type: "landbot", botId: null },
  });
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  // A server that listens on a port of its own has such an address.
  const { port } = server.app.server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/v1/channels/${channel.id}/message_hooks/listen/`;
});
afterEach(() => server.close());

/** Opens a stream as a browser does; `ended` resolves when the server ends it. */
async function watch(browser: Browser) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const asked = request(url, { headers: { cookie, "parley-studio": String(browser.workspaceId) } });
  asked.end();
  const [response] = await once(asked, "response");
  response.resume();
  return { status: response.statusCode as number, ended: once(response, "end") };
}

test("a stream ends with its session, and the streams of other sessions go on", async () => {
  const guest = await join(server, owner, { email: "bo@example.org", role: "manager" });
  const [own, other] = [await watch(owner), await watch(guest)];
  expect([own.status, other.status]).toEqual([200, 200]);
  await owner.ask("POST", "/studio/api/sign_out");
  await own.ended;
  const first = await Promise.race([other.ended.then(() => "ended"), settled("open")]);
  expect(first).toBe("open");
});

test("a password change ends the streams of all other sessions", async () => {
  const second = await signIn(server, "ann@example.org");
  const stream = await watch(second);
  const change = { current: password, password: "marble-otter-9-window" };
  expect((await owner.ask("POST", "/studio/api/password", change)).status).toBe(200);
  await stream.ended;
});

test("a stream ends when its reader loses the seat, or the role that opened it", async () => {
  for (const change of [{ active: false }, { role: "agent" }]) {
    const email = `${Object.keys(change)[0]}@example.org`;
    const guest = await join(server, owner, { email, role: "manager" });
    const stream = await watch(guest);
    expect(stream.status).toBe(200);
    const agents = await server.store.agents(server.workspace.id);
    const id = agents.find((it) => it.email === email)?.id;
    expect((await owner.ask("PATCH", `/v1/agents/${id}/`, change)).status).toBe(200);
    await stream.ended;
    expect((await watch(guest)).status).toBe(403);
  }
});

test("what another process has ended is noticed within five seconds", async () => {
  const stream = await watch(owner);
  const account = await server.store.accountByEmail("ann@example.org");
  const ended = { kind: "delete-sessions", accountId: account?.id ?? "", keptId: null } as const;
  await server.store.commit({ records: [ended] });
  server.clock.advance(5_000);
  await stream.ended;
  expect((await owner.ask("GET", "/v1/bots/")).status).toBe(401);
});

const settled = async (word: string): Promise<string> => {
  for (let n = 0; n < 20; n++) await new Promise((resolve) => setImmediate(resolve));
  return word;
};

import { afterEach, beforeEach, expect, test } from "vitest";
import { openSecrets } from "../../features/hooks/hook-secrets.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let channelId: number;

const url = "https://example.org/hook";

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  const about = { workspaceId: server.workspace.id, name: "Site", botId: null };
  channelId = (await server.features.channels.create({ ...about, type: "landbot" })).channel.id;
});
afterEach(() => server.close());

const path = (hook: number | "" = "") =>
  `/v1/channels/${channelId}/message_hooks/${hook === "" ? "" : `${hook}/`}`;

interface Made {
  readonly hook: { readonly id: number; readonly token: string | null };
  readonly secret: string;
}

async function make(body: object = { url }): Promise<Made> {
  const made = await askJson(server, "POST", path(), body);
  expect(made).toMatchObject({ status: 201 });
  return made.body as Made;
}

const read = async (id: number) =>
  (await askJson(server, "GET", path(id))).body as Pick<Made, "hook">;

/** What a hook is signed with, as it is kept. */
async function keptSecrets(id: number) {
  const hook = await server.store.hook(id);
  if (!hook) throw new Error(`There is no hook ${id}.`);
  return openSecrets(server.key, hook.sealed).secrets;
}

test("a change of anything but the secrets leaves the secrets alone", async () => {
  const { hook, secret } = await make({ url, token: "t0ken" });
  await askJson(server, "PATCH", path(hook.id), { name: "x" });
  await askJson(server, "PATCH", path(hook.id), { token: "other" });
  expect(await keptSecrets(hook.id)).toEqual([{ secret, untilMs: null }]);
});

test("a token is read in clear by whoever may change it, and by others not", async () => {
  const { hook } = await make({ url, token: "s3cret" });
  const { secret } = await server.features.tokens.create({
    ...{ workspaceId: server.workspace.id, agentId: server.admin.id, name: "reader" },
    scopes: ["hooks:read"],
  });
  const headers = { authorization: `Token ${secret}` };
  const tokenFor = async (at: string) => (await server.ask({ url: at, headers })).body;
  for (const at of [path(), path(hook.id)]) {
    expect(await tokenFor(at)).toContain('"token":"****cret"');
    expect((await server.ask({ url: at })).body).toContain('"token":"s3cret"');
  }
  await askJson(server, "PATCH", path(hook.id), { token: "abc" });
  expect(await tokenFor(path(hook.id))).toContain('"token":"****"');
});

test("a new secret takes the place of the one before, which goes on signing for a day", async () => {
  const { hook, secret: first } = await make({ url, token: "kept" });
  const rotate = async () => {
    const { status, body } = await askJson(server, "POST", `${path(hook.id)}rotate_secret/`);
    expect(status).toBe(200);
    return (body as { secret: string }).secret;
  };
  const second = await rotate();
  const tomorrowMs = server.clock.nowMs() + 24 * 3600_000;
  expect(second).toMatch(/^whsec_/);
  expect(await keptSecrets(hook.id)).toEqual([
    { secret: second, untilMs: null },
    { secret: first, untilMs: tomorrowMs },
  ]);
  server.clock.advance(1_000);
  const third = await rotate();
  expect(await keptSecrets(hook.id)).toEqual([
    { secret: third, untilMs: null },
    { secret: second, untilMs: tomorrowMs + 1_000 },
    { secret: first, untilMs: tomorrowMs },
  ]);
  const fourth = await rotate();
  const kept = await keptSecrets(hook.id);
  expect(kept.map(({ secret }) => secret)).toEqual([fourth, third, second]);
  expect((await read(hook.id)).hook.token).toBe("kept");
});

test("a repeat under the same key makes no second hook and gets the same secret, which is not kept readable", async () => {
  const headers = { "idempotency-key": "once" };
  const first = await askJson(server, "POST", path(), { url }, headers);
  const again = await askJson(server, "POST", path(), { url }, headers);
  expect(again).toEqual(first);
  expect(await server.store.hooks(channelId)).toHaveLength(1);
  const key = { "idempotency-key": "rotate" };
  const rotate = () => askJson(server, "POST", `${path(1)}rotate_secret/`, undefined, key);
  const rotated = await rotate();
  expect(await rotate()).toEqual(rotated);
  expect(await keptSecrets(1)).toHaveLength(2);
  const gone = () => askJson(server, "DELETE", path(1), undefined, { "idempotency-key": "gone" });
  expect([await gone(), await gone()]).toEqual([
    { status: 204, body: null },
    { status: 204, body: null },
  ]);
});

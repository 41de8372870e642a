import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { createClient, verifyHook } from "@parley/sdk";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { foundWorkspace } from "./features/accounts/agents.ts";
import { type Parley, startParley } from "./main.ts";
import { createSystemChance, systemClock } from "./system-ports.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-main-hooks-"));
const settings = {
  ...{ PARLEY_DATA: folder, PARLEY_PORT: "0", PARLEY_OPS_PORT: "0", PARLEY_DEMO: "off" },
  PARLEY_LOG_LEVEL: "silent",
  // As behind a proxy: nothing is listening there.
  PARLEY_PUBLIC_URL: "https://chat.example.org",
};

let parley: Parley;
let token: string;
let client: ReturnType<typeof createClient>;
let channelId: number;
let customerId: number;

beforeAll(async () => {
  parley = await startParley(readConfig(settings));
  const ports = { store: parley.store, clock: systemClock, chance: createSystemChance() };
  const { workspace, admin } = await foundWorkspace(ports, "Acme");
  const { secret } = await parley.features.tokens.create({
    ...{ workspaceId: workspace.id, agentId: admin.id, name: "Test" },
  });
  token = secret;
  client = createClient({ baseUrl: parley.url, token });
  channelId = (await client.channels.create({ name: "Site", type: "landbot" })).channel.id;
  customerId = (await client.customers.create({ channel_id: channelId, name: "Ann" })).id;
});
afterAll(async () => {
  await parley.stop();
  rmSync(folder, { recursive: true });
});

const received = async (id: number) => (await client.inspectors.requests(id)).requests.toReversed();
const patience = { timeout: 10_000 };

test("a hook with an inspector's address gets what is said, signed and in order, and can be asked for it again", async () => {
  const inspector = await client.inspectors.create();
  const { hook, secret } = await client.hooks.create(channelId, {
    ...{ url: `${inspector.url}deep/?x=1`, token: "s3cret" },
  });
  await client.customers.sendText(customerId, { message: "one" });
  await client.customers.sendText(customerId, { message: "two" });
  await expect.poll(() => received(inspector.id), patience).toHaveLength(3);
  const requests = await received(inspector.id);
  for (const { headers, body, path } of requests) {
    expect(path).toBe("/deep/?x=1");
    expect(headers.authorization).toBe("Token s3cret");
    expect(await verifyHook(secret, { headers, body })).toBe(true);
  }
  const wordsOf = (body: string) => {
    const [{ data, seq }] = JSON.parse(body).messages;
    return [seq, data.body ?? data.action];
  };
  expect(requests.map(({ body }) => wordsOf(body))).toEqual([
    ...[
      [1, "assign"],
      [2, "one"],
      [3, "two"],
    ],
  ]);

  await expect
    .poll(() => client.hooks.deliveries(channelId, hook.id, { status: "ok" }), patience)
    .toMatchObject({ total: 3 });
  await client.hooks.resend(channelId, hook.id, `${customerId}-2`);
  await expect.poll(() => received(inspector.id), patience).toHaveLength(4);
  const again = (await received(inspector.id)).at(-1);
  expect(again?.body).toBe(requests[1]?.body);
  expect(again?.headers["webhook-id"]).toBe(requests[1]?.headers["webhook-id"]);

  const other = await client.inspectors.create();
  const replayed = await client.hooks.replay(channelId, hook.id, { since: 0, url: other.url });
  expect(replayed.queued).toBe(3);
  await expect.poll(() => received(other.id), patience).toHaveLength(3);
  expect((await received(other.id)).map(({ body }) => body)).toEqual(
    requests.map(({ body }) => body),
  );
  await client.hooks.delete(channelId, hook.id);
});

test("while secrets are replaced, the public library takes what is delivered under each of the last three", async () => {
  const inspector = await client.inspectors.create();
  const { hook, secret: first } = await client.hooks.create(channelId, { url: inspector.url });
  const rotate = async () => (await client.hooks.rotateSecret(channelId, hook.id)).secret;
  const isTaken = (secret: string, request: { headers: object; body: string }) => {
    try {
      const verified = new Webhook(secret).verify(request.body, { ...request.headers });
      return isDeepStrictEqual(verified, JSON.parse(request.body));
    } catch (error) {
      if (error instanceof WebhookVerificationError) return false;
      throw error;
    }
  };
  /** Under which of them a receiver takes what is said now. */
  const taken = async (message: string, secrets: readonly string[]) => {
    await client.customers.sendText(customerId, { message });
    const find = async () =>
      (await received(inspector.id)).find(({ body }) => body.includes(JSON.stringify(message)));
    await expect.poll(find, patience).toBeDefined();
    const request = await find();
    return secrets.map((secret) => request !== undefined && isTaken(secret, request));
  };
  const [second, third] = [await rotate(), await rotate()];
  expect(await taken("Grüße", [first, second, third])).toEqual([true, true, true]);
  const fourth = await rotate();
  expect(await taken("Später", [first, second, third, fourth])).toEqual([false, true, true, true]);
  const other = `whsec_${Buffer.alloc(32).toString("base64")}`;
  expect(await taken("Nie", [other])).toEqual([false]);
  await client.hooks.delete(channelId, hook.id);
});

test("a test shows what a failing receiver answers, and leaves nothing behind", async () => {
  const inspector = await client.inspectors.create({ status: 503 });
  const { hook, secret } = await client.hooks.create(channelId, { url: inspector.url });
  const tested = await client.hooks.test(channelId, hook.id);
  expect(tested).toMatchObject({
    event_id: expect.stringMatching(/^evt_test_/),
    answer: { status: 503, text: '{"success":false}' },
  });
  const [sample] = await received(inspector.id);
  expect(sample?.headers["webhook-id"]).toBe(tested.event_id);
  expect(
    await verifyHook(secret, { headers: sample?.headers ?? {}, body: sample?.body ?? "" }),
  ).toBe(true);
  expect((await client.hooks.deliveries(channelId, hook.id)).total).toBe(0);
  await client.hooks.delete(channelId, hook.id);
});

test("a paused hook gets nothing, and everything in order once it is switched on", async () => {
  const inspector = await client.inspectors.create();
  const { hook } = await client.hooks.create(channelId, { url: inspector.url, enabled: false });
  for (const message of ["a", "b", "c"]) await client.customers.sendText(customerId, { message });
  await expect
    .poll(() => client.hooks.deliveries(channelId, hook.id, { status: "pending" }), patience)
    .toMatchObject({ total: 3 });
  expect(await received(inspector.id)).toEqual([]);
  await client.hooks.change(channelId, hook.id, { enabled: true });
  await expect.poll(() => received(inspector.id), patience).toHaveLength(3);
  const bodies = (await received(inspector.id)).map(
    ({ body }) => JSON.parse(body).messages[0].data,
  );
  expect(bodies).toEqual([{ body: "a" }, { body: "b" }, { body: "c" }]);
  await client.hooks.delete(channelId, hook.id);
});

test("a strict hook waits behind what fails, until that is skipped", async () => {
  const inspector = await client.inspectors.create({ status: 400 });
  const { hook } = await client.hooks.create(channelId, {
    ...{ url: inspector.url, ordering: "strict" },
  });
  for (const message of ["first", "second"])
    await client.customers.sendText(customerId, { message });
  const failed = () => client.hooks.deliveries(channelId, hook.id, { status: "failed" });
  await expect.poll(failed, patience).toMatchObject({ total: 1 });
  const [stuck] = (await failed()).deliveries;
  if (!stuck) throw new Error("Nothing waits.");
  await client.hooks.skip(channelId, hook.id, stuck.id);
  await expect(client.hooks.skip(channelId, hook.id, stuck.id)).rejects.toMatchObject({
    ...{ status: 412, errors: { delivery: ["This delivery is not owed any more"] } },
  });
  await client.inspectors.change(inspector.id, { status: 200 });
  const states = async () =>
    (await client.hooks.deliveries(channelId, hook.id)).deliveries.map(({ status }) => status);
  await expect.poll(states, patience).toEqual(["ok", "dead"]);
  const last = (await received(inspector.id)).at(-1);
  expect(JSON.parse(last?.body ?? "{}")).toMatchObject({
    messages: [{ data: { body: "second" } }],
  });
  await client.hooks.delete(channelId, hook.id);
});

test("a webhook block's request can be tried on an inspector, over plain http as well", async () => {
  const inspector = await client.inspectors.create();
  const bot = await client.bots.create({ name: "Caller" });
  const inside = `${parley.url}${new URL(inspector.url).pathname}order`;
  for (const url of [`${inspector.url}order`, inside]) {
    const answer = await fetch(`${parley.url}/v1/bots/${bot.id}/test_request/`, {
      method: "POST",
      headers: { authorization: `Token ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ params: { url, method: "POST" } }),
    });
    expect(await answer.json()).toMatchObject({ success: true, answer: { status: 200 } });
  }
  const paths = (await received(inspector.id)).map(({ path, headers }) => [
    ...[path, headers["x-flow-depth"]],
  ]);
  expect(paths).toEqual([
    ["/order", "1"],
    ["/order", "1"],
  ]);
});

import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../open-store.ts";
import { systemClock } from "../system-ports.ts";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley, runParleyWith } from "./testing/run-parley.ts";
import { smallFlow, writeFlowFile } from "./testing/small-flow.ts";
import { startServer } from "./testing/start-server.ts";

async function installed(): Promise<string> {
  const { folder, remove } = await makeInstallation();
  onTestFinished(remove);
  return folder;
}

async function hooksOf(folder: string) {
  const store = await openStore(folder, systemClock);
  const hooks = await store.allHooks();
  await store.close();
  return hooks;
}

test("channel create makes an API channel with its hook, and prints the secrets of both", async () => {
  const folder = await installed();
  const { code, out } = await runParley(
    ...[folder, "channel", "create", "--type", "apichat", "--name", "Bridge"],
    ...["--hook-url", "https://example.org/hook"],
  );
  expect(code).toBe(0);
  const made = JSON.parse(out);
  expect(made).toEqual({
    channel_id: 2_000_001,
    channel_token: expect.stringMatching(/^parley_ch_/),
    channel_public_token: expect.stringMatching(/^H-2000001-/),
    hook_id: 1,
    hook_secret: expect.stringMatching(/^whsec_/),
  });
  const hooks = await hooksOf(folder);
  expect(hooks).toMatchObject([
    { id: 1, channelId: 2_000_001, form: "apichat", url: "https://example.org/hook" },
  ]);
  // Sealed under the installation's key, which is not in the database.
  expect(JSON.stringify(hooks)).not.toContain(made.hook_secret.slice(6));
});

test("a hook's address that the server would refuse is made with a warning, which names what lets it through", async () => {
  const folder = await installed();
  const create = ["channel", "create", "--type", "apichat", "--name", "Bridge"];
  const warned = async (call: readonly string[], url: string, settings = {}): Promise<string> => {
    const { code, out, err } = await runParleyWith(settings, folder, ...call, "--hook-url", url);
    expect([code, JSON.parse(out).hook_id]).toEqual([0, expect.any(Number)]);
    return err;
  };
  const file = writeFlowFile(folder, smallFlow);
  for (const call of [create, ["bot", "import", file, "--channel", "apichat"]]) {
    const refused = await warned(call, "http://10.0.0.1/");
    expect(refused).toContain("warning  --hook-url  refused-address");
    expect(refused).toContain("does not call http://10.0.0.1");
    expect(refused).toContain("Add 10.0.0.1:80 to PARLEY_EGRESS_ALLOW.");
  }
  expect(await warned(create, "http://10.0.0.1/", { PARLEY_EGRESS_ALLOW: "10.0.0.1:80" })).toBe("");
  expect(await warned(create, "http://127.0.0.1:8420/v1/inspector/1-1-x/")).toBe("");
});

test("channel create makes a web channel, without a hook", async () => {
  const folder = await installed();
  const call = [folder, "channel", "create", "--name", "Site", "--type"] as const;
  const { out } = await runParley(...call, "landbot");
  expect(JSON.parse(out)).toEqual({ channel_id: 2_000_001, channel_token: expect.any(String) });
  const url = ["--hook-url", "https://example.org"];
  expect((await runParley(...call, "landbot", ...url)).code).toBe(2);
  expect((await runParley(...call, "fax")).code).toBe(2);
  expect((await runParley(...call, "apichat", "--bot", "7")).err).toContain("There is no bot 7.");
  expect(await hooksOf(folder)).toEqual([]);
});

test("bot import makes the API channel's hook, and the running server sends to it what the bot says", async () => {
  const folder = await installed();
  const received: { readonly request: IncomingMessage; readonly body: string }[] = [];
  const receiver = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ request, body });
      response.end("ok");
    });
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void receiver.close());
  await once(receiver, "listening");
  const { port } = receiver.address() as AddressInfo;
  const server = await startServer(folder, { PARLEY_EGRESS_ALLOW: "127.0.0.1/32" });
  onTestFinished(async () => void (await server.stop()));

  const { out } = await runParley(
    ...[folder, "bot", "import", writeFlowFile(folder, smallFlow), "--publish"],
    ...["--channel", "apichat", "--hook-url", `http://127.0.0.1:${port}/hook`],
  );
  const { channel_token, hook_secret } = JSON.parse(out);
  expect(hook_secret).toMatch(/^whsec_/);
  const sent = await fetch(`${server.url}/v1/send/tg-42/`, {
    method: "POST",
    headers: { authorization: `Token ${channel_token}`, "content-type": "application/json" },
    body: JSON.stringify({
      customer: { name: "Ann", number: "55", conversationId: "C-1" },
      message: { type: "text", message: "Hi" },
    }),
  });
  expect(sent.status).toBe(201);
  await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1);
  const [{ request, body } = { request: null, body: "" }] = received;
  expect(request?.headers["webhook-id"]).toMatch(/^evt_/);
  // The public library takes it under the secret that was printed, and under no other.
  const headers: object = { ...request?.headers };
  const taken = (secret: string) => new Webhook(secret).verify(body, { ...headers });
  expect(taken(hook_secret)).toEqual(JSON.parse(body));
  expect(() => taken(`whsec_${Buffer.alloc(32).toString("base64")}`)).toThrow();
  expect(request?.headers.authorization).toBeUndefined();
  expect(JSON.parse(body)).toMatchObject({
    messages: [{ type: "text", message: "Hello from a file" }],
    customer: { name: "Ann", token: "tg-42", number: "55", conversationId: "C-1" },
    agent: { type: "bot" },
    channel: { id: 2_000_001, name: "Greeter" },
  });
}, 30_000);

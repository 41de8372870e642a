import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { runParley } from "./testing/run-parley.ts";
import { smallFlow, writeFlowFile } from "./testing/small-flow.ts";
import { type StartedServer, startServer } from "./testing/start-server.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-beside-"));
let server: StartedServer;

beforeAll(async () => {
  server = await startServer(folder);
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true });
});

const withToken = (path: string, token: string) =>
  fetch(`${server.url}${path}`, { headers: { authorization: `Token ${token}` } });

/** A flow whose greeting, up to its question, stands in the chat's configuration. */
const asking = (text: string) => ({
  ...smallFlow,
  start: "ask",
  blocks: { ask: { kind: "ask_name", params: { text, field: "name" } } },
});

/** Asks until the answer has this status, for at most `withinMs`. */
async function becomes(
  status: number,
  ask: () => Promise<Response>,
  withinMs: number,
): Promise<number> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    await answer.body?.cancel();
    if (answer.status === status || Date.now() > end) return answer.status;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("a token made beside the server opens its API within a second, and one revoked is refused", async () => {
  const token = (await runParley(folder, "token", "create", "--name", "beside")).out.trim();
  const ask = () => withToken("/v1/channels/", token);
  expect(await becomes(200, ask, 1_000)).toBe(200);
  expect((await runParley(folder, "token", "revoke", "1")).code).toBe(0);
  expect(await becomes(401, ask, 6_000)).toBe(401);
});

test("a bot imported beside the server chats on its share page at once, and a new version is noticed", async () => {
  const file = writeFlowFile(folder, asking("What is your name?"));
  const imported = await runParley(
    folder,
    "bot",
    "import",
    file,
    "--publish",
    "--channel",
    "landbot",
  );
  const { bot_id, channel_token } = JSON.parse(imported.out);
  const page = await fetch(`${server.url}/v3/${channel_token}/index.html`, {
    headers: { accept: "text/html" },
  });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Greeter")]);

  const next = writeFlowFile(folder, asking("And your first name?"));
  const call = ["bot", "import", next, "--bot", String(bot_id), "--publish"];
  expect(JSON.parse((await runParley(folder, ...call)).out)).toMatchObject({ version: 2 });
  const seen = async () => {
    const config = await fetch(`${server.url}/v3/${channel_token}/index.json`);
    return new Response(null, { status: (await config.text()).includes("first name") ? 200 : 404 });
  };
  expect(await becomes(200, seen, 2_000)).toBe(200);
});

test("a backup is taken, and the doctor is content, while the server runs", async () => {
  const backup = join(folder, "..", `${Date.now()}-parley-backup`);
  const { code, err } = await runParley(folder, "backup", backup);
  expect([code, err]).toEqual([0, ""]);
  expect(statSync(join(backup, "parley.db")).size).toBeGreaterThan(0);
  rmSync(backup, { recursive: true });
  const { out } = await runParley(folder, "doctor", "--json");
  expect(JSON.parse(out).findings).toContainEqual(
    expect.objectContaining({
      check: "server",
      state: "ok",
      found: expect.stringContaining(`${server.pid}`),
    }),
  );
});

test("a second server and a restore keep away from a folder that is served", async () => {
  const second = await runParley(folder, "serve");
  expect(second.code).toBe(1);
  expect(second.err).toContain(`process ${server.pid}, ${server.url}`);

  const backup = `${folder}-backup`;
  onTestFinished(() => rmSync(backup, { recursive: true, force: true }));
  expect((await runParley(folder, "backup", backup)).code).toBe(0);
  const restore = await runParley(folder, "restore", backup, "--replace");
  expect(restore.code).toBe(1);
  expect(restore.err).toContain(`process ${server.pid}, ${server.url}`);
});

test("a server that was killed starts again on its folder, and one that is told to ends with 0", async () => {
  const own = mkdtempSync(join(tmpdir(), "parley-killed-"));
  try {
    await (await startServer(own)).kill();
    const again = await startServer(own);
    expect(await again.stop()).toBe(0);
  } finally {
    rmSync(own, { recursive: true });
  }
});

test("a server whose port another program has ends at once and names the setting", async () => {
  const own = mkdtempSync(join(tmpdir(), "parley-port-"));
  const taken = new URL(server.url).port;
  try {
    await expect(startServer(own, { PARLEY_PORT: taken })).rejects.toThrow(
      `PARLEY_PORT=${Number(taken) + 10} npm start`,
    );
    expect(existsSync(join(own, "server.json"))).toBe(false);
  } finally {
    rmSync(own, { recursive: true });
  }
});

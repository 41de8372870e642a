import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../open-store.ts";
import { systemClock } from "../system-ports.ts";
import { pidFile } from "./pid-file.ts";
import { program, runParley, runParleyWith, testSettings } from "./testing/run-parley.ts";
import { writeFlowFile } from "./testing/small-flow.ts";
import { type StartedServer, startServer } from "./testing/start-server.ts";

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-serve-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a server that the test's end kills, whatever the test did. */
async function start(folder: string, settings: Readonly<Record<string, string>> = {}) {
  const server = await startServer(folder, settings);
  onTestFinished(() => server.kill());
  return server;
}

test("ends when its standard input closes, if it was asked to", async () => {
  const folder = emptyFolder();
  const server = await start(folder);
  expect(await server.leave()).toBe(0);
  expect(existsSync(pidFile(folder))).toBe(false);
});

test("runs on when its standard input closes, if it was not asked", async () => {
  const server = await start(emptyFolder(), { PARLEY_EXIT_WITH_PARENT: "" });
  void server.leave();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await fetch(server.url)).status).toBe(200);
  expect(await server.stop()).toBe(0);
});

test("ends with a parent that was killed and could end nobody", async () => {
  const folder = emptyFolder();
  const script = `require("node:child_process").spawn(process.execPath, ${JSON.stringify([program, "--data", folder, "serve"])}, { stdio: ["pipe", "inherit", "inherit"] })`;
  const parent = spawn(process.execPath, ["-e", script], {
    env: { ...testSettings, PARLEY_EXIT_WITH_PARENT: "1" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  let said = "";
  parent.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await expect.poll(() => said, { timeout: 15_000 }).toContain("Parley is ready");
  const { pid } = JSON.parse(readFileSync(pidFile(folder), "utf8"));
  expect(pid).not.toBe(parent.pid);
  parent.kill("SIGKILL");
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 10_000 }).toBe(false);
});

/** The address in the line that begins with these words. */
const addressIn = (lines: readonly string[], words: string): string =>
  lines.find((it) => it.trim().startsWith(words))?.match(/http:\S+/)?.[0] ?? "";

test("a first start brings the demo, and says where it is, what it may reach and how to go on", async () => {
  const folder = emptyFolder();
  const server = await start(folder, { PARLEY_DEMO: "on" });
  const chat = addressIn(server.lines, "Chat with the payment bot");
  const desk = addressIn(server.lines, "Approve or decline");
  expect(chat).toContain(`${server.url}/v3/`);
  const page = await fetch(chat, { headers: { accept: "text/html" } });
  expect([page.status, (await fetch(desk)).status]).toEqual([200, 200]);
  const said = server.lines.map((it) => it.trim());
  // The one hole in the address policy that nobody asked for.
  expect(said).toContain(
    `The bot may reach           ${new URL(desk).host} (demo entry of the allow-list)`,
  );
  expect(said).toContain("Make an API token           npx parley token create --name me");
  const made = await runParley(folder, "token", "create", "--name", "me");
  const headers = { authorization: `Token ${made.out.trim()}` };
  const bots = await fetch(`${server.url}/v1/bots/`, { headers });
  expect(await bots.json()).toMatchObject({ total: 1 });
  const children = `/proc/${server.pid}/task/${server.pid}/children`;
  const deskPid = readFileSync(children, "utf8").trim();
  expect(deskPid).toMatch(/^\d+$/);
  expect(await server.stop()).toBe(0);
  expect(existsSync(`/proc/${deskPid}`)).toBe(false);
});

test.each(["PARLEY_PORT", "PARLEY_OPS_PORT"])(
  "a first start that finds its port taken (%s) leaves no data folder",
  async (setting) => {
    const taken = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void taken.close());
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const parent = emptyFolder();
    const settings = { [setting]: String(port) };
    const { code, err } = await runParleyWith(settings, join(parent, "data"), "serve");
    expect([code, err]).toEqual([1, expect.stringContaining(`port ${port} of 127.0.0.1`)]);
    expect(readdirSync(parent)).toEqual([]);
  },
);

test("without the demo a first start has a workspace and nothing in it", async () => {
  const folder = emptyFolder();
  const server = await start(folder, { PARLEY_DEMO: "off" });
  expect(await server.stop()).toBe(0);
  expect(server.printed()).toContain("npx parley token create --name me");
  expect(server.printed()).not.toMatch(/payment|desk|allow-list/i);
  expect(readdirSync(folder).filter((it) => it.includes("desk"))).toEqual([]);
  const store = await openStore(folder, systemClock);
  onTestFinished(() => store.close());
  const [workspace, ...others] = await store.workspaces();
  const id = workspace?.id ?? 0;
  expect(others).toEqual([]);
  expect([await store.bots(id), await store.channels(id)]).toEqual([[], []]);
  expect([await store.tokens(id), await store.allHooks()]).toEqual([[], []]);
  expect(await store.setting("demo")).toBeNull();
});

const askingFlow = {
  format: 1,
  name: "Asker",
  start: "ask",
  blocks: {
    ask: { kind: "ask_text", params: { text: "Name?", field: "name" }, next: { success: "again" } },
    again: { kind: "ask_text", params: { text: "City, @name?", field: "city" } },
  },
};

interface Visitor {
  readonly token: string;
  readonly headers: { readonly authorization: string };
}

async function say(server: StartedServer, token: string, text: string, secret?: string) {
  const answer = await fetch(`${server.url}/webchat/api/send/`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(secret && { authorization: `Bearer ${secret}` }),
    },
    body: JSON.stringify({ channel_token: token, message: text, ui_key: text }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function transcript(server: StartedServer, { token, headers }: Visitor) {
  const url = `${server.url}/webchat/api/messages/?channel_token=${token}`;
  const answer = await fetch(url, { headers });
  const { messages } = (await answer.json()) as { messages: { seq: number; message: string }[] };
  return messages.map(({ seq, message }) => `${seq} ${message}`);
}

/** Reads a visitor's stream until it ends; gives everything that came. */
async function follow(server: StartedServer, { token, headers }: Visitor) {
  const url = `${server.url}/webchat/api/stream/?channel_token=${token}`;
  const answer = await fetch(url, { headers });
  expect(answer.status).toBe(200);
  return answer.text();
}

test("told to end, sends its readers away, finishes the turn that runs, ends with 0 and loses nothing", async () => {
  const folder = emptyFolder();
  // The second turn takes its time, so that the end comes while it runs.
  const slow = { PARLEY_TEST: "1", PARLEY_FAILPOINTS: "before-commit=sleep(1500)@2" };
  const server = await start(folder, slow);
  const file = writeFlowFile(folder, askingFlow);
  const imported = await runParley(
    folder,
    "bot",
    "import",
    file,
    "--publish",
    "--channel",
    "landbot",
  );
  const token: string = JSON.parse(imported.out).channel_token;
  const first = await say(server, token, "Ann");
  const secret = String(first.body.landbot_token);
  const visitor = { token, headers: { authorization: `Bearer ${secret}` } };
  const read = follow(server, visitor);
  const running = say(server, token, "Rome", secret);
  await new Promise((resolve) => setTimeout(resolve, 500));

  const toldMs = performance.now();
  const exit = server.stop();
  expect(await read).toContain("event: reconnect");
  const readMs = performance.now() - toldMs;
  expect(await running).toMatchObject({ status: 200, body: { success: true } });
  const answeredMs = performance.now() - toldMs;
  expect(await exit).toBe(0);
  expect(performance.now() - toldMs).toBeLessThan(6_000);
  // Else nothing was running, and this test has shown nothing.
  expect(answeredMs).toBeGreaterThan(300);
  expect(readMs).toBeLessThan(answeredMs);

  const again = await start(folder);
  expect(await transcript(again, visitor)).toEqual(["1 Name?", "2 Ann", "3 City, Ann?", "4 Rome"]);
});

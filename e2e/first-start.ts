// What a stranger does: clone, `npm start`, open the chat. Ends with how long it took until the bot said something,
// and fails beyond a minute. Nothing of this checkout helps: an empty npm cache, an empty data folder, the Node and
// the npm of the machine.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const mostSeconds = 60;
const giveUpMs = 180_000;
const folder = mkdtempSync(join(tmpdir(), "parley-first-start-"));
const began = performance.now();
const secondsSoFar = (): number => (performance.now() - began) / 1000;

/** The machine's own programs, not those that npm put before them for this run. */
function plainPath(): string {
  const parts = (process.env.PATH ?? "").split(":");
  return parts.filter((part) => !part.includes("node_modules")).join(":");
}

function start(): ChildProcess {
  const clone = spawnSync("git", ["clone", "--quiet", process.cwd(), join(folder, "parley")]);
  if (clone.status !== 0) throw new Error(String(clone.stderr));
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|PARLEY_|NODE)/.test(name) || /^npm_config_(registry|nodedir)$/.test(name),
  );
  return spawn("npm", ["start"], {
    cwd: join(folder, "parley"),
    env: {
      ...Object.fromEntries(kept),
      PATH: plainPath(),
      npm_config_cache: join(folder, "npm-cache"),
      PARLEY_PORT: "0",
      PARLEY_OPS_PORT: "0",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function chatAddress({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("npm start has no output.");
  let chat = "";
  for await (const line of createInterface({ input: stdout })) {
    console.log(`${secondsSoFar().toFixed(0).padStart(4)} s  ${line}`);
    chat ||= /http:\S+\/v3\/\S+/.exec(line)?.[0] ?? "";
    if (!/Parley is ready at/.test(line)) continue;
    stdout.resume();
    return chat;
  }
  throw new Error("npm start ended before Parley was ready.");
}

async function firstMessage(chat: string): Promise<string> {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage();
    await page.goto(chat);
    return await page.getByText(/What name shall I put/).innerText({ timeout: 30_000 });
  } finally {
    await browser.close();
  }
}

const child = start();
const tooLate = setTimeout(() => child.kill("SIGTERM"), giveUpMs);
try {
  const said = await firstMessage(await chatAddress(child));
  const seconds = secondsSoFar();
  console.log(`clone to first bot message: ${seconds.toFixed(1)} s ("${said}")`);
  if (seconds > mostSeconds) process.exitCode = 1;
} finally {
  clearTimeout(tooLate);
  if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "exit");
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { OtherBrowser } from "./other-browser.ts";

const program = process.env.FIREFOX ?? "firefox-esr";

/** Starts Firefox and speaks WebDriver BiDi with it. */
export async function openFirefox(): Promise<OtherBrowser> {
  const profile = mkdtempSync(join(tmpdir(), "parley-firefox-"));
  const args = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"];
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const killNow = () => child.kill("SIGKILL");
  process.once("exit", killNow);
  const end = async () => {
    process.removeListener("exit", killNow);
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const send = await connect(`${await addressOf(child)}/session`);
    await send("session.new", { capabilities: {} });
    const { context } = await send("browsingContext.create", { type: "tab" });
    return {
      name: "Firefox",
      open: async (url) => {
        await send("browsingContext.navigate", { context, url, wait: "complete" });
      },
      run: async (body) => {
        const expression = `(async () => { ${body} })()`;
        const target = { context };
        const params = { expression, target, awaitPromise: true };
        const { type, result, exceptionDetails } = await send("script.evaluate", params);
        if (type === "exception") throw new Error(String(Object(exceptionDetails).text));
        return Object(result).value;
      },
      close: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error("Firefox has no output.");
  for await (const line of createInterface({ input: stderr })) {
    const address = /listening on (ws:\S+)/.exec(line)?.[1];
    if (!address) continue;
    stderr.resume();
    return address;
  }
  throw new Error("Firefox ended before it listened.");
}

type Send = (method: string, params: object) => Promise<Readonly<Record<string, unknown>>>;

async function connect(address: string): Promise<Send> {
  const socket = new WebSocket(address);
  await once(socket, "open");
  const waiting = new Map<number, (answer: Readonly<Record<string, unknown>>) => void>();
  socket.addEventListener("message", ({ data }) => {
    const answer: unknown = JSON.parse(String(data));
    const { id, ...rest } = Object(answer);
    waiting.get(id)?.(rest);
    waiting.delete(id);
  });
  let last = 0;
  return async (method, params) => {
    last += 1;
    const id = last;
    const answered = new Promise<Readonly<Record<string, unknown>>>((resolve) => {
      waiting.set(id, resolve);
    });
    socket.send(JSON.stringify({ id, method, params }));
    const { type, error, message, result } = await answered;
    if (type === "error") throw new Error(`${method}: ${error} ${message}`);
    return Object(result);
  };
}

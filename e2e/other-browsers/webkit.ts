import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import type { OtherBrowser } from "./other-browser.ts";

const program = process.env.WEBKIT_DRIVER ?? "WebKitWebDriver";

/** Starts WebKit (the engine of Safari, as GTK has it) on a screen that nobody sees, and speaks WebDriver with it. */
export async function openWebkit(): Promise<OtherBrowser> {
  const children: ChildProcess[] = [];
  const killNow = () => {
    for (const child of children.toReversed()) child.kill("SIGKILL");
  };
  process.once("exit", killNow);
  const end = () => {
    process.removeListener("exit", killNow);
    killNow();
  };
  try {
    const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1440x900x24"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    children.push(screen);
    const display = await firstLine(screen);
    const port = await freePort();
    children.push(startDriver(port, display));
    return await openSession(`http://127.0.0.1:${port}`, end);
  } catch (error) {
    end();
    throw error;
  }
}

function startDriver(port: number, display: string): ChildProcess {
  return spawn(program, [`--port=${port}`], {
    stdio: "ignore",
    env: {
      ...process.env,
      DISPLAY: `:${display}`,
      // In a container, as root and without a graphics card.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
      WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
    },
  });
}

async function openSession(driver: string, end: () => void): Promise<OtherBrowser> {
  const [binary] = globSync("/usr/lib/*/webkit2gtk-4.1/MiniBrowser");
  await untilListening(driver);
  const { sessionId } = await call("POST", `${driver}/session`, {
    capabilities: {
      alwaysMatch: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } },
    },
  });
  const session = `${driver}/session/${sessionId}`;
  return {
    name: "WebKit",
    open: async (url) => {
      await call("POST", `${session}/url`, { url });
    },
    run: async (body) => {
      const script = `const done = arguments[0];
        (async () => { ${body} })().then((is) => done({ is }), (error) => done({ error: String(error) }));`;
      const answer = await call("POST", `${session}/execute/async`, { script, args: [] });
      if (answer.error) throw new Error(String(answer.error));
      return answer.is;
    },
    close: async () => {
      await call("DELETE", session).catch(() => {});
      end();
    },
  };
}

async function call(
  method: string,
  url: string,
  body?: object,
): Promise<Readonly<Record<string, unknown>>> {
  const json = { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const answer = await fetch(url, { method, ...(body && json) });
  const { value } = Object(await answer.json());
  if (!answer.ok) throw new Error(`WebKit: ${JSON.stringify(value).slice(0, 500)}`);
  return Object(value);
}

const mostStartMs = 60_000;

async function untilListening(driver: string): Promise<void> {
  const end = Date.now() + mostStartMs;
  while (Date.now() < end) {
    const isThere = await fetch(`${driver}/status`).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${program} does not listen.`);
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("There is no output.");
  for await (const line of createInterface({ input: stdout })) return line;
  throw new Error("Xvfb ended before it named its screen.");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { program } from "../packages/server/src/cli/testing/run-parley.ts";
import {
  type StartedServer,
  startServer,
} from "../packages/server/src/cli/testing/start-server.ts";
import { differenceOf } from "./sample-difference.ts";

interface Block {
  readonly language: string;
  readonly text: string;
}

/** What a guide is run with, beside what it says. */
export interface GuideSetting {
  /** Commands the reader is taken to have, such as those of PostgreSQL. */
  readonly env?: Readonly<Record<string, string>>;
  /** What stands for something else in its commands. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Only this section, on a server that has been started. */
  readonly section?: string;
}

const stepMs = 20_000;

/**
 * Types a guide's commands in their order, in one shell, as its reader would. `npm start` starts a server of the test's
 * own; files that the guide shows are there under their names; `whsec_…` and `parley_ch_…` are the newest that were
 * printed. Where a sample of the answer follows, the answer has its form. Returns all that was printed.
 */
export async function runGuide(file: string, setting: GuideSetting = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "parley-guide-"));
  const shell = await openShell(folder, setting);
  const servers: StartedServer[] = [];
  const start = async (env: Record<string, string>): Promise<void> => {
    const server = await startServer(join(folder, "data"), { PARLEY_DEMO: "on", ...env });
    servers.push(server);
    shell.knows("http://127.0.0.1:8420", server.url);
  };
  try {
    if (setting.section !== undefined) await start({});
    const blocks = blocksOf(sectionOf(readFileSync(file, "utf8"), setting.section));
    for (const [index, { language, text }] of blocks.entries()) {
      const [, env] = /^((?:\w+=\S+ )*)npm start$/m.exec(text) ?? [];
      if (language === "js") writeNamed(shell.folder, text);
      if (language !== "sh") continue;
      if (env === undefined) await step(shell, text, sampleAfter(blocks, index));
      else await start(envOf(env));
    }
    return shell.printed();
  } finally {
    await shell.end();
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Types one block, and waits for what the sample shows: hooks come a moment later. What only asks is asked again; of the
 * rest more may be printed in the background.
 */
async function step(shell: Shell, text: string, sample: Block | null): Promise<void> {
  const onlyAsks = !/ -d | -X | &$|\bnpx\b/m.test(text);
  const untilMs = Date.now() + stepMs;
  let printed = await shell.type(text, onlyAsks);
  const from = shell.printed().length - printed.length;
  for (;;) {
    const difference = sample && differenceOf(sample.language, shell.inPlace(sample.text), printed);
    if (!difference) return;
    if (Date.now() > untilMs)
      throw new Error(`After\n${text}\n${difference}\n\nprinted:\n${printed}`);
    await delay(200);
    printed = onlyAsks ? await shell.type(text, true) : shell.printed().slice(from);
  }
}

interface Shell {
  readonly folder: string;
  /** A guide's text with this run's addresses and secrets. */
  inPlace(text: string): string;
  /** Types commands and gives what they printed. One that fails ends the guide, unless it may. */
  type(text: string, mayFail?: boolean): Promise<string>;
  /** From now on this stands for that. */
  knows(text: string, is: string): void;
  printed(): string;
  end(): Promise<void>;
}

async function openShell(data: string, { env = {}, replace = {} }: GuideSetting): Promise<Shell> {
  const folder = join(data, "here");
  mkdirSync(folder);
  for (const name of ["node_modules", "examples", "flows", "packages"])
    symlinkSync(resolve(name), join(folder, name));
  const port = await freePort();
  const child = spawn("bash", ["-u"], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      PORT: String(port),
      PARLEY_EXIT_WITH_PARENT: "1",
      ...env,
    },
    stdio: ["pipe", "pipe", "pipe"],
    // A group of its own, so that what it left running ends with it.
    detached: true,
  });
  let all = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (piece: string) => {
      all += piece;
    });
  const exit = once(child, "exit");
  const known = new Map(Object.entries(replace));
  const parley = `"${process.execPath}" "${program}" --data "${join(data, "data")}"`;

  const inPlace = (text: string): string => {
    let typed = text
      .replaceAll("npx parley", parley)
      .replaceAll(/127\.0\.0\.1:(3000|842[345])\b/g, `127.0.0.1:${port}`);
    for (const kind of ["whsec_", "parley_ch_"])
      if (typed.includes(`${kind}…`))
        typed = typed.replaceAll(
          `${kind}…`,
          all.match(new RegExp(`${kind}[\\w+/=-]{16,}`, "g"))?.at(-1) ?? "",
        );
    for (const [from, to] of known) typed = typed.replaceAll(from, to);
    return typed;
  };
  return {
    ...{ folder, inPlace },
    knows: (text, is) => void known.set(text, is),
    printed: () => all,
    async type(text, mayFail = false) {
      const before = all.length;
      const mark = `done-${before}-${Math.random()}`;
      child.stdin.write(`set ${mayFail ? "+e" : "-e"}\n${inPlace(text)}\nset +e\necho "${mark}"\n`);
      const untilMs = Date.now() + stepMs;
      while (!all.includes(mark, before)) {
        if (Date.now() > untilMs || child.exitCode !== null)
          throw new Error(`The guide stopped at\n${text}\nprinted:\n${all.slice(before)}`);
        await delay(20);
      }
      const printed = all.slice(before).replace(`${mark}\n`, "");
      all = all.slice(0, before) + printed;
      return printed;
    },
    async end() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
      await exit;
    },
  };
}

function sectionOf(guide: string, heading: string | undefined): string {
  if (heading === undefined) return guide;
  const found = guide.split(/^## /m).find((it) => it.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`There is no section "${heading}".`);
  return found;
}

function blocksOf(guide: string): readonly Block[] {
  return [...guide.matchAll(/^```([^\n]+)\n(.*?)^```$/gms)].map(([, language = "", text = ""]) => ({
    language,
    text,
  }));
}

/** The sample that stands right behind a block of commands. */
function sampleAfter(blocks: readonly Block[], index: number): Block | null {
  const next = blocks[index + 1];
  return next && /^(json|text)\b/.test(next.language) ? next : null;
}

function writeNamed(folder: string, text: string): void {
  const name = /^\/\/ ([\w-]+\.mjs)$/m.exec(text)?.[1];
  if (name !== undefined) writeFileSync(join(folder, name), text);
}

const envOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

/** PostgreSQL in a folder of its own, reached by a socket there. */
export interface Postgres {
  readonly url: string;
  /** Where its socket is. */
  readonly folder: string;
  /** Where its commands are. */
  readonly programs: string;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good. */
  remove(): Promise<void>;
}

/** Whether this machine has PostgreSQL's own programs. */
export const hasPostgres = (): boolean => installedPrograms() !== undefined;

/** Makes a new cluster and starts it. It holds nothing and is on nobody's network. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "parley-pg-"));
  const owner = await ownerOf(folder);
  const programs = requiredPrograms();
  const data = join(folder, "data");
  await promisify(execFile)(
    join(programs, "initdb"),
    ["-D", data, "-U", "parley", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    { ...owner, cwd: folder },
  );
  let server: ChildProcess | null = null;

  async function start(): Promise<void> {
    const args = ["-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"];
    const child = spawn(join(programs, "postgres"), args, {
      ...{ ...owner, cwd: folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    server = child;
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stderr })) {
      lines.push(line);
      if (!line.includes("ready to accept connections")) continue;
      child.stderr.resume();
      return;
    }
    throw new Error(`PostgreSQL did not start.\n${lines.join("\n")}`);
  }

  async function stop(): Promise<void> {
    if (server === null || server.exitCode !== null) return;
    const exit = once(server, "exit");
    server.kill("SIGINT");
    await exit;
  }

  await start();
  return {
    url: `socket:${folder}?db=postgres&user=parley`,
    ...{ start, stop, folder, programs },
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where Debian, and Homebrew, put what is on nobody's path; the newest one last. */
function installedPrograms(): string | undefined {
  const places = [
    "/usr/lib/postgresql/*/bin/initdb",
    "/{opt/homebrew,usr/local}/opt/postgresql*/bin/initdb",
  ];
  const newest = globSync(places).toSorted().at(-1);
  return newest && dirname(newest);
}

function requiredPrograms(): string {
  const programs = installedPrograms();
  if (programs === undefined) throw new Error("Install PostgreSQL: apt-get install postgresql");
  return programs;
}

/** PostgreSQL refuses to run as root: then the folder and the processes are nobody's. */
async function ownerOf(folder: string): Promise<{ readonly uid?: number; readonly gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const { stdout } = await promisify(execFile)("getent", ["passwd", "nobody"]);
  const [uid = 0, gid = 0] = stdout.split(":").slice(2, 4).map(Number);
  chownSync(folder, uid, gid);
  return { uid, gid };
}

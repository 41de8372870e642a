import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { CommandFailure } from "./command-failure.ts";
import { processStart } from "./process-start.ts";

/** The server of a data folder, as it has written itself down in `server.json`. */
export const RunningServer = z.object({
  pid: z.int().positive(),
  /** Tells the process from a later one of the same number. */
  start: z.string(),
  host: z.string(),
  /** `null` until the server is ready. */
  url: z.string().nullable(),
  opsUrl: z.string().nullable(),
});
export type RunningServer = z.infer<typeof RunningServer>;

/** A data folder that belongs to this process. */
export interface ClaimedFolder {
  /** Writes down where the server is to be reached. */
  announce(urls: { readonly url: string; readonly opsUrl: string }): void;
  release(): void;
}

/**
 * Makes a data folder this process's own: one server a folder. The mark of a server that was killed is taken over;
 * one that runs is a failure. Of two first starts at once, one wins.
 */
export function claimFolder(folder: string): ClaimedFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = pidFile(folder);
  const own = { pid: process.pid, start: processStart(process.pid) ?? "", host: hostname() };
  const mine: RunningServer = { ...own, url: null, opsUrl: null };
  while (!createWhole(file, mine)) {
    const text = readText(file);
    const other = parse(text);
    if (other && isAlive(other)) throw new CommandFailure(alreadyRunning(folder, other));
    if (text !== null) removeStale(file, text);
  }
  return {
    announce: ({ url, opsUrl }) => {
      const next = `${file}.${process.pid}.next`;
      writeFileSync(next, JSON.stringify({ ...mine, url, opsUrl }), { mode: 0o600 });
      renameSync(next, file);
    },
    release: () => {
      if (parse(readText(file))?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/** The server that uses a data folder now; `null` when none does. One on another host cannot be seen from here. */
export function findServer(folder: string): (RunningServer & { readonly isHere: boolean }) | null {
  const server = parse(readText(pidFile(folder)));
  if (!server) return null;
  const isHere = server.host === hostname();
  return !isHere || isAlive(server) ? { ...server, isHere } : null;
}

/** The file by which a data folder's server is noticed. */
export const pidFile = (folder: string): string => join(folder, "server.json");

const isAlive = ({ pid, start, host }: RunningServer): boolean =>
  host === hostname() && processStart(pid) === start;

const alreadyRunning = (folder: string, { pid, url }: RunningServer): string =>
  `A Parley server (process ${pid}${url === null ? "" : `, ${url}`}) already uses ${folder}. Stop it first, or give this one another folder and port: PARLEY_DATA=DIR PARLEY_PORT=8430 PARLEY_OPS_PORT=8431`;

/** Creates the file with all of its text, or not at all. */
function createWhole(file: string, server: RunningServer): boolean {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify(server), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Removes the file if it still says what was judged; another starter may have replaced it since. */
function removeStale(file: string, judged: string): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  if (readText(aside) !== judged) linkSync(aside, file);
  unlinkSync(aside);
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

function parse(text: string | null): RunningServer | null {
  try {
    return RunningServer.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

import { accessSync, constants } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { CommandFailure } from "./command-failure.ts";

/** Why a file or folder cannot be used, and what to do. */
export interface FileProblem {
  readonly found: string;
  readonly advice: string;
}

/** The first thing in a data folder that this user cannot read and write, as after a command of another user; or none. */
export function findForeignFile(folder: string): FileProblem | null {
  for (const name of [
    "",
    "parley.db",
    "parley.db-wal",
    "parley.db-shm",
    "installation.key",
    "files",
  ])
    try {
      accessSync(join(folder, name), constants.R_OK | constants.W_OK);
    } catch (error) {
      const problem = explainFileError(error);
      if (problem) return isForeign(error) ? { ...problem, advice: ownAdvice(folder) } : problem;
    }
  return null;
}

/** Ends the command when something in a data folder cannot be used: SQLite would say only that it cannot open a file. */
export function requireOwnFiles(folder: string): void {
  const problem = findForeignFile(folder);
  if (problem) throw new CommandFailure(`${problem.found}. ${problem.advice}`);
}

/** Tells what an error of the file system means for whoever runs the program; `null` for errors that say it themselves. */
export function explainFileError(error: unknown): FileProblem | null {
  if (!(error instanceof Error && "code" in error && "path" in error)) return null;
  const path = String(error.path);
  switch (error.code) {
    case "EACCES":
    case "EPERM":
      return {
        found: `${path}: the user ${userName()} may not use this`,
        advice: "Run this as a user that may, or name another place.",
      };
    case "EROFS":
      return {
        found: `${path}: this file system is read-only`,
        advice: "Name a folder that can be written.",
      };
    case "ENOSPC":
      return { found: `${path}: the disk is full`, advice: "Make room on it, and try again." };
    case "ENOTDIR":
    case "EEXIST":
      return { found: `${path}: there is a file in the way`, advice: "Name a folder." };
    default:
      return null;
  }
}

const isForeign = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM");

const ownAdvice = (folder: string): string =>
  `Run this as the user that the data belongs to, or give it to this one: chown -R ${userName()} ${folder}`;

/** A container's user need not have a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "of this process");
  }
}

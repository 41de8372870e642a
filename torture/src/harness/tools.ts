import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** A program that a case cannot do without, by the Debian package that brings it. */
export interface Tool {
  readonly debianPackage: string;
  readonly isThere: () => boolean;
}

/** Record, kill, error and delay at a system call. */
export const strace: Tool = {
  debianPackage: "strace",
  // There, and allowed to trace: a container may forbid it.
  isThere: () => succeeds(["strace", "-qq", "-o", "/dev/null", "true"]),
};

/** Certificates of a run's own. */
export const openssl: Tool = {
  debianPackage: "openssl",
  isThere: () => succeeds(["openssl", "version"]),
};

/** File systems of a run's own. */
export const mount: Tool = {
  debianPackage: "mount",
  isThere: () => process.getuid?.() === 0 && succeeds(["mount", "--version"]),
};

const faketimeFolders = [
  "/usr/lib/x86_64-linux-gnu/faketime",
  "/usr/lib/aarch64-linux-gnu/faketime",
];

/** The library that turns the clock, if it is installed. */
export const faketimeLibrary = (): string | undefined =>
  faketimeFolders.map((folder) => join(folder, "libfaketime.so.1")).find((it) => existsSync(it));

/** A clock that can be turned. */
export const libfaketime: Tool = {
  debianPackage: "libfaketime",
  isThere: () => faketimeLibrary() !== undefined,
};

function succeeds([program = "", ...args]: readonly string[]): boolean {
  return spawnSync(program, args, { timeout: 5_000 }).status === 0;
}

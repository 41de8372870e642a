import { existsSync, readFileSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { databaseFile, restoreFolder } from "../open-store.ts";
import { findForeignFile } from "./file-access.ts";
import { type Finding, fault, fine, warning } from "./finding.ts";

const othersMay = 0o077;
const leastBytes = 128 * 2 ** 20;
const fewBytes = 2 ** 30;
const keyBytes = 32;

/** Looks at a data folder from outside: who may read it, whether its key is whole, how much room is left. */
export function examineFolder(folder: string): readonly Finding[] {
  const foreign = findForeignFile(folder);
  if (foreign) return [fault("data folder", foreign.found, foreign.advice)];
  if (!existsSync(databaseFile(folder)))
    return [
      fault(
        "data folder",
        `${folder} holds no database`,
        "Name its folder with --data, or start Parley there once: npx parley serve",
      ),
    ];
  return [examineMode(folder), examineKey(folder), examineSpace(folder), examineRestore(folder)];
}

function examineMode(folder: string): Finding {
  return isPrivate(folder)
    ? fine("data folder", folder)
    : warning("data folder", `${folder} can be read by others`, `chmod 700 ${folder}`);
}

function examineKey(folder: string): Finding {
  const file = join(folder, "installation.key");
  if (!existsSync(file))
    return fault(
      "installation key",
      `${file} is missing`,
      "Put back the one from your backup: without it, open resume addresses and file links end.",
    );
  if (Buffer.from(readFileSync(file, "utf8").trim(), "base64url").length !== keyBytes)
    return fault("installation key", `${file} is damaged`, "Put back the one from your backup.");
  return isPrivate(file)
    ? fine("installation key", "present, readable by its owner alone")
    : fault("installation key", `${file} can be read by others`, `chmod 600 ${file}`);
}

function examineSpace(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const found = `${Math.floor(free / 2 ** 20)} MiB free`;
  const advice = "Make room on this disk: a full one stops every write.";
  if (free < leastBytes) return fault("free space", found, advice);
  return free < fewBytes ? warning("free space", found, advice) : fine("free space", found);
}

function examineRestore(folder: string): Finding {
  return existsSync(restoreFolder(folder))
    ? fault("restore", "a restore did not finish", "Run it again: npx parley restore … --replace")
    : fine("restore", "none under way");
}

const isPrivate = (path: string): boolean => (statSync(path).mode & othersMay) === 0;

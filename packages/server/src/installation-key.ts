import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";

const keyBytes = 32;

/**
 * Reads the installation's key from its data folder, making it on the first start. It stands outside the database,
 * so that a copy of the database alone opens no resume address and no file.
 */
export function readInstallationKey(dataFolder: string): Uint8Array {
  const file = join(dataFolder, "installation.key");
  return readKey(file) ?? makeKey(file);
}

function readKey(file: string): Uint8Array | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  const key = Buffer.from(text, "base64url");
  if (key.length === keyBytes) return key;
  throw new Error(
    `${file} does not hold a key of ${keyBytes} bytes. Put back the one from your backup: without it, open resume addresses and file links end.`,
  );
}

/** Whole or not at all, and never over another: of two first starts at once both take the one key. */
function makeKey(file: string): Uint8Array {
  const key = randomBytes(keyBytes);
  const draft = `${file}.${process.pid}.${randomBytes(6).toString("hex")}`;
  writeDurably(draft, `${key.toString("base64url")}\n`);
  try {
    linkSync(draft, file);
    syncFolder(dirname(file));
    return key;
  } catch (error) {
    const first = readKey(file);
    if (first) return first;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, "wx", 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A name is safe only once its folder is. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

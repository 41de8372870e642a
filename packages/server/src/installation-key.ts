import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

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

function makeKey(file: string): Uint8Array {
  const key = randomBytes(keyBytes);
  // "wx": of two first starts at once, one makes the key and the other fails instead of replacing it.
  const descriptor = openSync(file, "wx", 0o600);
  writeSync(descriptor, `${key.toString("base64url")}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  return key;
}

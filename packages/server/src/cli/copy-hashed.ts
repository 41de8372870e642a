import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** What a file held. */
export interface Copied {
  readonly bytes: number;
  readonly sha256: string;
}

/** Copies a file, readable by its owner alone and safe on the disk, and tells what was copied. */
export async function copyHashed(from: string, to: string): Promise<Copied> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256");
  let bytes = 0;
  // Opened first: a source that is gone leaves no empty copy behind.
  const source = createReadStream(from);
  await new Promise((resolve, reject) => source.once("open", resolve).once("error", reject));
  await using target = await open(to, "wx", 0o600);
  for await (const piece of source) {
    hash.update(piece);
    bytes += piece.length;
    await target.write(piece);
  }
  await target.sync();
  return { bytes, sha256: hash.digest("hex") };
}

/** What a file holds, as a backup's manifest writes it. */
export async function hashFile(file: string): Promise<Copied> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(file)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

export interface ChatBundle {
  readonly plain: Buffer;
  readonly brotli: Buffer;
  readonly etag: string;
}

/** The built scripts of the chat; `null` for one that was not built. */
export interface ChatBundles {
  readonly "loader.js": ChatBundle | null;
  readonly "loader.mjs": ChatBundle | null;
  readonly "chat.js": ChatBundle | null;
  readonly "panels.js": ChatBundle | null;
}

/** Reads the built scripts once, and compresses them once. */
export function readChatBundles(folder: string): ChatBundles {
  return {
    "loader.js": readBundle(join(folder, "loader.js")),
    "loader.mjs": readBundle(join(folder, "loader.mjs")),
    "chat.js": readBundle(join(folder, "chat.js")),
    "panels.js": readBundle(join(folder, "panels.js")),
  };
}

function readBundle(file: string): ChatBundle | null {
  let plain: Buffer;
  try {
    plain = readFileSync(file);
  } catch {
    return null;
  }
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  return { plain, brotli: brotliCompressSync(plain), etag };
}

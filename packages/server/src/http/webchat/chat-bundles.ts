import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompress, constants } from "node:zlib";

export interface ChatBundle {
  readonly plain: Buffer;
  /** `null` in the first moments of a start, until the compression is done. */
  readonly brotli: Buffer | null;
  readonly etag: string;
}

/** The built scripts of the chat; `null` for one that was not built. */
export interface ChatBundles {
  readonly "loader.js": ChatBundle | null;
  readonly "loader.mjs": ChatBundle | null;
  readonly "chat.js": ChatBundle | null;
  readonly "try.js": ChatBundle | null;
  readonly "panels.js": ChatBundle | null;
}

/** Of 11; the last steps cost ten times the time and memory for three in a hundred bytes. */
const quality = 9;

/** Reads the built scripts once, and compresses them once, beside the start: the best ratio took a fifth of it. */
export function readChatBundles(folder: string): ChatBundles {
  return {
    "loader.js": readBundle(join(folder, "loader.js")),
    "loader.mjs": readBundle(join(folder, "loader.mjs")),
    "chat.js": readBundle(join(folder, "chat.js")),
    "try.js": readBundle(join(folder, "try.js")),
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
  const bundle: { -readonly [K in keyof ChatBundle]: ChatBundle[K] } = {
    plain,
    brotli: null,
    etag,
  };
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  brotliCompress(plain, { params }, (error, compressed) => {
    // Without it the script goes as it is.
    if (!error) bundle.brotli = compressed;
  });
  return bundle;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PackedFile, packFile } from "../packed-file.ts";

/** The built scripts of the chat; `null` for one that was not built. */
export interface ChatBundles {
  readonly "loader.js": PackedFile | null;
  readonly "loader.mjs": PackedFile | null;
  readonly "chat.js": PackedFile | null;
  readonly "try.js": PackedFile | null;
  readonly "panels.js": PackedFile | null;
}

/** Reads the built scripts once, as an upgrade may replace them while this server runs. */
export function readChatBundles(folder: string): ChatBundles {
  return {
    "loader.js": readBundle(join(folder, "loader.js")),
    "loader.mjs": readBundle(join(folder, "loader.mjs")),
    "chat.js": readBundle(join(folder, "chat.js")),
    "try.js": readBundle(join(folder, "try.js")),
    "panels.js": readBundle(join(folder, "panels.js")),
  };
}

function readBundle(file: string): PackedFile | null {
  try {
    return packFile(readFileSync(file), "text/javascript; charset=utf-8");
  } catch {
    return null;
  }
}

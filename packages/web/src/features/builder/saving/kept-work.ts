import { readFlow } from "@parley/flow";
import { openFlow } from "../model/open-flow.ts";
import type { Kept } from "./draft-saver.ts";

/** Keeps unsaved work of one bot in this tab, so that a reload or a closed lid loses nothing. */
export interface KeptWork {
  read(): Kept | null;
  keep(kept: Kept | null): void;
}

/** Opens the drawer for a bot. What cannot be read any more is not there. */
export function openKeptWork(storage: Storage, workspace: number, bot: string): KeptWork {
  const key = `parley/unsaved/${workspace}/${bot}`;
  return {
    read: () => readKept(storage.getItem(key)),
    keep: (kept) => {
      try {
        if (kept) storage.setItem(key, JSON.stringify(kept));
        else storage.removeItem(key);
      } catch {
        // The drawer is full: the work is still on the screen and on its way to the server.
      }
    },
  };
}

function readKept(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const { base, mine, etag }: Record<string, unknown> = JSON.parse(text);
    const [from, now] = [readFlow(base).document, readFlow(mine).document];
    if (!from || !now || typeof etag !== "string") return null;
    return { base: openFlow(from), mine: openFlow(now), etag };
  } catch {
    return null;
  }
}

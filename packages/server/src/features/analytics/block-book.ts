import { findBlockKind } from "@parley/flow";
import type { VersionRecord } from "../../ports/records.ts";

/** What the numbers need to know of a block. */
export interface KnownBlock {
  readonly kind: string;
  /** Its own name, else what its kind is called. */
  readonly name: string;
  /** Output → what the option is called that it is taken by. */
  readonly options: ReadonlyMap<string, string>;
  readonly isQuestion: boolean;
  /** Its answers are whatever people write. */
  readonly isFreeText: boolean;
  /** The goal that it counts. */
  readonly goal: string | null;
}

type Blocks = ReadonlyMap<string, KnownBlock>;

/** Knows the blocks of versions, which never change. */
export interface BlockBook {
  /** The blocks of a version, and of those before it as far as they have one of the blocks that are asked for. */
  blocksOf(botId: number, version: number, asked: ReadonlySet<string>): Promise<Blocks>;
}

const mostVersionsBack = 10;
const mostRemembered = 200;

/** Makes a book that reads each version once. */
export function createBlockBook(
  read: (botId: number, version: number) => Promise<VersionRecord | null>,
): BlockBook {
  const known = new Map<string, Blocks>();

  async function blocksIn(botId: number, version: number): Promise<Blocks> {
    const key = `${botId}.${version}`;
    const remembered = known.get(key);
    if (remembered) return remembered;
    const found = await read(botId, version);
    const blocks = found ? blocksOfFlow(found) : new Map<string, KnownBlock>();
    if (known.size >= mostRemembered) known.clear();
    known.set(key, blocks);
    return blocks;
  }

  return {
    blocksOf: async (botId, version, asked) => {
      const found = new Map(await blocksIn(botId, version));
      const oldest = Math.max(1, version - mostVersionsBack);
      for (let at = version - 1; at >= oldest && !hasAll(found, asked); at -= 1) {
        const older = await blocksIn(botId, at);
        for (const [id, block] of older) if (asked.has(id) && !found.has(id)) found.set(id, block);
      }
      return found;
    },
  };
}

const hasAll = (found: Blocks, asked: ReadonlySet<string>): boolean =>
  [...asked].every((id) => found.has(id));

function blocksOfFlow({ document }: VersionRecord): Blocks {
  return new Map(
    Object.entries(document.blocks).map(([id, { kind, name, params }]) => [
      id,
      {
        kind,
        name: name || (findBlockKind(kind)?.title ?? kind),
        options: optionsOf(params),
        isQuestion: findBlockKind(kind)?.family === "ask",
        isFreeText: kind === "ask_text" || params.allowFreeText === true,
        goal: kind === "goal" ? String(params.name) : null,
      },
    ]),
  );
}

function optionsOf({ options }: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const rows: readonly unknown[] = Array.isArray(options) ? options : [];
  return new Map(
    rows.flatMap((row) => {
      const { id, label } = Object(row);
      return typeof id === "string" && typeof label === "string" ? [[id, label] as const] : [];
    }),
  );
}

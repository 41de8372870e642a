import { type BlockDocument, type BlockKind, findBlockKind } from "@parley/flow";
import { startingParams } from "./starting-params.ts";

/** What a block is to the canvas: its kind, and the outputs that have a handle. */
export interface BlockFace {
  readonly kind: BlockKind<unknown, unknown> | undefined;
  readonly outputs: readonly string[];
  /** The parameters as the kind reads them; as they are written while they are unfinished. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Blocks that the parameters name. */
  readonly jumps: readonly string[];
}

const faces = new WeakMap<BlockDocument, BlockFace>();

/** Reads a block for the canvas; unfinished parameters are read as well as they can be. Remembered for each block. */
export function faceOf(block: BlockDocument): BlockFace {
  const known = faces.get(block);
  if (known) return known;
  const face = readFace(block);
  faces.set(block, face);
  return face;
}

function readFace(block: BlockDocument): BlockFace {
  const kind = findBlockKind(block.kind);
  if (!kind) return { kind, params: block.params, jumps: [], outputs: Object.keys(block.next) };
  const params = readParams(kind, block.params);
  const all = (params && kind.outputs(params)) ?? ["success"];
  const offered = all.filter(
    (output) => Object.hasOwn(block.next, output) || isOpen(kind, output, block.params),
  );
  const outputs = new Set([...offered, ...Object.keys(block.next)]);
  const jumps = params ? kind.references(params).blocks : [];
  return { kind, params: params ?? block.params, jumps, outputs: [...outputs] };
}

/** Parameters with the unfinished ones as a new block has them: their outputs do not come and go while one types. */
function readParams(kind: BlockKind<unknown, unknown>, params: BlockDocument["params"]) {
  const read = kind.schema.safeParse(params);
  if (read.success) return recordIn(read.data);
  const beginning: Readonly<Record<string, unknown>> = {
    ...startingParams(kind.kind),
    ...unwritten,
  };
  const repairs = read.error.issues.flatMap(({ path: [name] }) =>
    typeof name === "string" ? [[name, beginning[name]] as const] : [],
  );
  const repaired = kind.schema.safeParse({ ...params, ...Object.fromEntries(repairs) });
  return repaired.success ? { ...recordIn(repaired.data), ...params } : null;
}

/** Questions have two outputs that only a limit opens: without it, they would stand on every card for nothing. */
function isOpen(
  kind: BlockKind<unknown, unknown>,
  output: string,
  params: Readonly<Record<string, unknown>>,
): boolean {
  const limit = output === "timeout" ? "timeoutSeconds" : "idleSeconds";
  const isLimited = kind.family === "ask" && (output === "timeout" || output === "idle");
  return !isLimited || params[limit] !== undefined;
}

/** A new block leaves it empty; no output depends on it. */
const unwritten: Readonly<Record<string, unknown>> = { url: "https://" };

function recordIn(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

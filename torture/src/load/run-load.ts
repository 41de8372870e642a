import { setTimeout as sleep } from "node:timers/promises";
import type { Violation } from "../check/violation.ts";
import type { Random } from "../random.ts";
import type { Target } from "./target.ts";
import { createVisitor, type Visitor, type VisitorAct } from "./visitor.ts";

/** How much is done at a time. */
export interface LoadSize {
  readonly clients: number;
  readonly conversationsPerClient: number;
  /** A visitor thinks at most this long before the next operation. */
  readonly mostThinkMs: number;
  /** What they do, each as often as it is here; by default a bit of everything. */
  readonly acts?: readonly [VisitorAct, ...VisitorAct[]];
}

/** A load that runs until its target is ending. */
export interface Load {
  readonly visitors: readonly Visitor[];
  /** Resolves when every visitor has brought the last operation to its end, with what could not be. */
  readonly ended: Promise<readonly Violation[]>;
}

const usual: readonly [VisitorAct, ...VisitorAct[]] = [
  ...(["echo", "echo", "echo", "echo", "delay"] as const),
  ...(["set-go", "atomic-resume", "resume-url"] as const),
];

/** Starts visitors who act until the target is ending. */
export function startLoad(target: Target, size: LoadSize, random: Random): Load {
  const count = size.clients * size.conversationsPerClient;
  const visitors = Array.from({ length: count }, (_, n) =>
    createVisitor(target, `v${n + 1}`, random.fork(`visitor ${n}`)),
  );
  const ended = Promise.all(
    visitors.map((visitor) => live(target, visitor, size, random.fork(visitor.name))),
  );
  return { visitors, ended: ended.then((violations) => violations.flat()) };
}

async function live(
  target: Target,
  visitor: Visitor,
  { mostThinkMs, acts = usual }: LoadSize,
  random: Random,
): Promise<readonly Violation[]> {
  try {
    // They do not all come at the same moment.
    await think(target, random.int(0, mostThinkMs));
    while (!target.isEnding()) {
      await visitor.act(random.pick(acts));
      await think(target, random.int(0, mostThinkMs));
    }
    return [];
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return [{ invariant: "progress", kind: "other", what, history: [`visitor ${visitor.name}`] }];
  }
}

const noticeMs = 250;

/** Nobody thinks on when the run is ending. */
async function think({ isEnding }: Target, forMs: number): Promise<void> {
  const untilMs = performance.now() + forMs;
  for (let leftMs = forMs; leftMs > 0 && !isEnding(); leftMs = untilMs - performance.now())
    await sleep(Math.min(leftMs, noticeMs));
}

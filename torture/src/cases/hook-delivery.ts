import { setTimeout as sleep } from "node:timers/promises";
import { checkAmount } from "../check/hooks/check-amount.ts";
import { checkHooks, countBroken } from "../check/hooks/check-hooks.ts";
import { checkPace, type PaceTurn } from "../check/hooks/check-pace.ts";
import { checkWaits } from "../check/hooks/check-waits.ts";
import type { Span } from "../check/hooks/hook-lag.ts";
import { entryKey, type HookRun, isTaken } from "../check/hooks/hook-run.ts";
import { checkTheCheck } from "../check/hooks/spoil-run.ts";
import { countEntries, type SeenDatabase } from "../check/read-database.ts";
import type { Violation } from "../check/violation.ts";
import { preciseNowMs } from "../harness/hook-receiver.ts";
import { databaseFile } from "../harness/install.ts";
import { startServer } from "../harness/server-process.ts";
import type { Random } from "../random.ts";
import type { CaseContext, CaseResult, TortureCase } from "../torture-case.ts";
import { type Cast, startCast } from "./hook-cast.ts";
import { type Turns, takeTurns } from "./hook-turns.ts";
import { type HookWatch, watchHooks } from "./hook-watch.ts";
import { type Hurt, runUnderLoad } from "./run-under-load.ts";

const sizes = {
  quick: {
    events: 2_000,
    kills: 3,
    outageMs: 8_000,
    turns: { fewest: 3, most: 8 },
    settleMs: 60_000,
  },
  full: {
    events: 10_000,
    kills: 10,
    outageMs: 30_000,
    turns: { fewest: 5, most: 12 },
    settleMs: 420_000,
  },
} as const;

interface Size {
  readonly events: number;
  readonly kills: number;
  readonly outageMs: number;
  readonly turns: Turns;
  readonly settleMs: number;
}

const acts = ["echo", "echo", "echo", "echo", "echo", "set-go"] as const;
/** People's pace: a receiver that leaves two messages of a turn unanswered delays the next turn by ten seconds. */
const load = { clients: 8, conversationsPerClient: 40, mostThinkMs: 36_000, acts } as const;
const reachedWithinMs = 10_000;
const eventsWithinMs = 300_000;
/** What hooks that were just made, and a server that has just started, need until they are at their usual pace. */
const warmUpMs = 1_000;
/** Before a receiver's first silent requests are repeated. */
const patienceMs = 10_000;

/**
 * F7: three hooks on one channel. One has a receiver with errors, silences and an outage, one a receiver that answers
 * for customers' messages alone, one a healthy receiver, which must not notice; and the server is killed.
 */
export const hookDelivery: TortureCase = {
  id: "F7",
  title: "hooks through errors, outage and kill -9",
  needs: [],
  mostSeconds: 900,
  run: async (context) => {
    const { folder, random, isQuick } = context;
    const size = sizes[isQuick ? "quick" : "full"];
    const cast = await startCast(random.fork("receivers"));
    const receivers = [cast.healthy, cast.troubled, cast.picky].map((it) => it.receiver);
    const watch = watchHooks(receivers, size.settleMs, folder);
    const seen: Seen = { turns: [], patience: null };
    return runUnderLoad({
      ...{ folder, random, size: load },
      hurt: (it) => hurtDeliveries(it, context, { ...cast, watch, size, seen }),
      witness: {
        ...watch,
        prepare: (it) => watch.hook(it, cast.healthy),
        judge: (database) => judge(database, { ...cast, watch, size, seen }),
      },
    });
  },
};

interface Seen {
  turns: readonly PaceTurn[];
  /** When the picky receiver was itself for the first time. */
  patience: Span | null;
}

interface Stage extends Cast {
  readonly watch: HookWatch;
  readonly size: Size;
  readonly seen: Seen;
}

async function hurtDeliveries(
  it: Hurt,
  { random, tell }: CaseContext,
  stage: Stage,
): Promise<Pick<CaseResult, "figures" | "violations">> {
  const { troubled, picky, watch, size, seen } = stage;
  const dice = random.fork("kills");
  const life = await it.live();
  await watch.hook(it, troubled);
  await watch.hook(it, picky);
  stage.become("sick");
  await sleep(warmUpMs);
  const fromMs = preciseNowMs();
  await sleep(patienceMs);
  seen.patience = { fromMs, toMs: preciseNowMs() };
  tell("sick receivers beside a healthy one");
  seen.turns = await takeTurns(stage, size.turns, tell);
  await life.kill();
  stage.fail(2);
  const outage = sleep(dice.int(0, 2_000)).then(() => stage.suffer(size.outageMs));
  const violations: Violation[] = [];
  for (let kill = 2; kill <= size.kills; kill += 1)
    violations.push(
      ...(kill % 2 === 0 ? await killAtPoint(it, dice) : await killAtRandom(it, dice)),
    );
  tell(`${size.kills} kills`);
  const last = await it.live();
  await outage;
  const file = databaseFile(it.place.folder);
  const untilMs = performance.now() + eventsWithinMs;
  while (countEntries(file) < size.events && performance.now() < untilMs) await sleep(250);
  tell(`${countEntries(file)} events`);
  await last.stop();
  return { figures: { kills: size.kills }, violations };
}

async function killAtRandom({ live }: Hurt, dice: Random): Promise<readonly Violation[]> {
  const life = await live();
  await sleep(dice.int(50, 4_000));
  await life.kill();
  return [];
}

/** Between a receiver's answer and its record: it was taken, and the server does not know. */
async function killAtPoint({ place }: Hurt, dice: Random): Promise<readonly Violation[]> {
  const point = `hook-sent-before-mark=kill@${dice.int(1, 120)}`;
  const server = startServer(place, { env: { PARLEY_TEST: "1", PARLEY_FAILPOINTS: point } });
  const untilMs = performance.now() + reachedWithinMs;
  while (!server.hasEnded() && performance.now() < untilMs) await sleep(20);
  const isReached = server.child.signalCode === "SIGKILL";
  await server.kill();
  if (isReached) return [];
  const what = `${point} was not reached within ${reachedWithinMs / 1000} s`;
  return [{ invariant: "control", kind: "other", what, history: [server.complaints()] }];
}

function judge(
  { entries, deliveries }: SeenDatabase,
  stage: Stage,
): Pick<CaseResult, "figures" | "violations"> {
  const run: HookRun = { entries, hooks: stage.watch.seen(), stored: deliveries };
  const hook = run.hooks.find(({ name }) => name === stage.healthy.name);
  const pace = checkPace(entries, hook, stage.seen.turns);
  const broken = checkHooks(run);
  return {
    figures: {
      ...{ events: entries.length, deliveries: deliveries.length },
      ...countHooks(run),
      ...countBroken(broken),
      ...pace.figures,
    },
    violations: [
      ...pace.violations,
      ...broken,
      ...checkAmount(entries, stage.size.events),
      ...checkPatience(run, stage),
      ...(hook ? checkTheCheck(run, hook) : []),
    ],
  };
}

function countHooks({ hooks, stored }: HookRun): CaseResult["figures"] {
  const requests = hooks.flatMap((hook) => hook.requests);
  const firsts = new Set(
    hooks.flatMap(({ id, requests: all }) => all.map((it) => `${id} ${entryKey(it)}`)),
  );
  const refused = requests.filter(({ answered }) => answered !== null && answered.status >= 500);
  return {
    "requests to hooks": requests.length,
    repeats: requests.length - firsts.size,
    "answered 500": refused.length,
    "never answered": requests.filter(({ answered }) => answered === null).length,
    taken: requests.filter(isTaken).length,
    released: stored.filter(({ isReleased }) => isReleased).length,
  };
}

/** What the picky receiver wants is not held back by what it does not. */
function checkPatience({ entries, hooks }: HookRun, { picky, seen }: Stage): readonly Violation[] {
  const hook = hooks.find(({ name }) => name === picky.name);
  if (!hook || !seen.patience) throw new Error("The picky hook was not watched.");
  return checkWaits(hook, entries, seen.patience);
}

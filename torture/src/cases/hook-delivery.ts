import { setTimeout as sleep } from "node:timers/promises";
import { checkHooks } from "../check/hooks/check-hooks.ts";
import { checkPace, type PaceSpans } from "../check/hooks/check-pace.ts";
import { checkWaits } from "../check/hooks/check-waits.ts";
import type { Span } from "../check/hooks/hook-lag.ts";
import { entryKey, type HookRequest, type HookRun, isTaken } from "../check/hooks/hook-run.ts";
import { checkTheCheck } from "../check/hooks/spoil-run.ts";
import { countEntries, type SeenDatabase } from "../check/read-database.ts";
import type { Violation } from "../check/violation.ts";
import { preciseNowMs, startHookReceiver } from "../harness/hook-receiver.ts";
import { databaseFile } from "../harness/install.ts";
import { startServer } from "../harness/server-process.ts";
import type { Random } from "../random.ts";
import type { CaseContext, CaseResult, TortureCase } from "../torture-case.ts";
import { type HookWatch, type Watched, watchHooks } from "./hook-watch.ts";
import { type Hurt, runUnderLoad } from "./run-under-load.ts";

const sizes = {
  quick: { events: 2_000, kills: 3, outageMs: 8_000, spanMs: 10_000, settleMs: 60_000 },
  full: { events: 10_000, kills: 10, outageMs: 30_000, spanMs: 20_000, settleMs: 420_000 },
} as const;
type Size = (typeof sizes)["quick" | "full"];

const acts = ["echo", "echo", "echo", "echo", "echo", "set-go"] as const;
/** People's pace: a receiver that leaves two messages of a turn unanswered delays the next turn by ten seconds. */
const load = { clients: 8, conversationsPerClient: 40, mostThinkMs: 36_000, acts } as const;
const reachedWithinMs = 10_000;
const eventsWithinMs = 300_000;
/** What a hook that was just made, or a server that has just started, needs until it is at its usual pace. */
const warmUpMs = 1_000;

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
    const spans: PaceSpans = {};
    return runUnderLoad({
      ...{ folder, random, size: load },
      hurt: (it) => hurtDeliveries(it, context, { ...cast, watch, size, spans }),
      witness: {
        ...watch,
        prepare: (it) => watch.hook(it, cast.healthy),
        judge: (database) => judge(database, { ...cast, watch, size, spans }),
      },
    });
  },
};

interface Cast {
  /** Set when the outage is over. */
  readonly outage: { overMs: number };
  readonly healthy: Watched;
  readonly troubled: Watched;
  readonly picky: Watched;
}

interface Stage extends Cast {
  readonly watch: HookWatch;
  readonly size: Size;
  /** When the healthy hook was alone, and when the others were beside it. */
  readonly spans: PaceSpans;
}

async function startCast(dice: Random): Promise<Cast> {
  const all = () => true;
  const outage = { overMs: Number.POSITIVE_INFINITY };
  // What has failed in the outage, or twice, is taken: the schedule would wait for minutes, and the run with it.
  const isSpared = ({ nth, writtenMs }: HookRequest): boolean =>
    nth > 2 || (preciseNowMs() > outage.overMs && writtenMs < outage.overMs);
  return {
    outage,
    healthy: {
      ...{ name: "healthy", isWanted: all },
      receiver: await startHookReceiver(({ answer }) => answer(200)),
    },
    troubled: {
      ...{ name: "troubled", isWanted: all },
      receiver: await startHookReceiver(({ request, answer }) => {
        const roll = isSpared(request) ? 1 : dice.next();
        if (roll < 0.01) return;
        answer(roll < 0.11 ? 500 : 200);
      }),
    },
    picky: {
      ...{ name: "picky", isWanted: ({ sender }) => sender === "customer" },
      receiver: await startHookReceiver(({ request, answer }) => {
        if (request.sender === "customer") answer(200, {}, '{"messagefor":"agent"}');
      }),
    },
  };
}

async function hurtDeliveries(
  it: Hurt,
  { random, tell }: CaseContext,
  stage: Stage,
): Promise<Pick<CaseResult, "figures" | "violations">> {
  const { troubled, picky, watch, size, spans } = stage;
  const dice = random.fork("kills");
  const life = await it.live();
  tell("the healthy receiver alone");
  spans.alone = await passes(size.spanMs);
  await watch.hook(it, troubled);
  await watch.hook(it, picky);
  tell("the sick ones beside it");
  spans.beside = await passes(size.spanMs);
  await life.kill();
  const outage = suffer(stage, size.outageMs, dice.int(0, 2_000));
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

async function passes(spanMs: number): Promise<Span> {
  await sleep(warmUpMs);
  const fromMs = preciseNowMs();
  await sleep(spanMs);
  const toMs = preciseNowMs();
  // What was written at the end of the span is not to be hit by what comes next.
  await sleep(warmUpMs);
  return { fromMs, toMs };
}

/** An outage: nobody listens, then everybody is cut off. */
async function suffer(
  { troubled: { receiver }, outage }: Cast,
  forMs: number,
  afterMs: number,
): Promise<void> {
  await sleep(afterMs);
  await receiver.become("refused");
  await sleep(forMs / 2);
  await receiver.become("reset");
  await sleep(forMs / 2);
  outage.overMs = preciseNowMs();
  await receiver.become("up");
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
  const pace = checkPace(entries, hook, stage.spans);
  return {
    figures: {
      ...{ events: entries.length, deliveries: deliveries.length },
      ...countHooks(run),
      ...pace.figures,
    },
    violations: [
      ...pace.violations,
      ...checkHooks(run),
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
function checkPatience({ entries, hooks }: HookRun, { picky, spans }: Stage): readonly Violation[] {
  const hook = hooks.find(({ name }) => name === picky.name);
  if (!hook || !spans.beside) throw new Error("The picky hook was not watched.");
  return checkWaits(hook, entries, spans.beside);
}

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { checkRun } from "../check/check-run.ts";
import { countTasks, readDatabase, type SeenDatabase } from "../check/read-database.ts";
import { readDoors } from "../check/read-doors.ts";
import type { ReadySpan, SeenElsewhere } from "../check/snapshot.ts";
import type { Violation } from "../check/violation.ts";
import { freePorts } from "../harness/free-port.ts";
import { databaseFile, type Installation, install, openFolder } from "../harness/install.ts";
import { type Script, startOutsideService } from "../harness/outside-service.ts";
import {
  type LifeOptions,
  type Place,
  type ServerProcess,
  startServer,
  urlOf,
} from "../harness/server-process.ts";
import { tortureFlow } from "../harness/torture-flow.ts";
import { openLedger } from "../ledger/ledger.ts";
import { readLedger } from "../ledger/read-ledger.ts";
import { type Load, type LoadSize, startLoad } from "../load/run-load.ts";
import type { Target } from "../load/target.ts";
import type { Random } from "../random.ts";
import type { CaseResult } from "../torture-case.ts";

/** A server that is hurt while it works. */
export interface Hurt {
  readonly place: Place;
  readonly installation: Installation;
  readonly target: Target;
  /** Starts a life of the server; its time of readiness is kept for the check of timers. */
  live(options?: LifeOptions): Promise<Life>;
}

/** Somebody outside who gets what the server sends, and judges it. */
export interface Witness {
  /** Ports of this machine that the server has to reach. */
  readonly ports: readonly number[];
  /** Sets up what is watched, on a server that nobody uses yet. */
  prepare(it: Pick<Hurt, "installation" | "target">): Promise<void>;
  /** Everything that was asked for is done; resolves when what follows from it is, too, or takes too long. */
  settle(it: Pick<Hurt, "installation" | "target">): Promise<void>;
  /** Judges, when the server has ended. */
  judge(seen: SeenDatabase): Pick<CaseResult, "figures" | "violations">;
  close(): Promise<void>;
}

/** A life that was ready. */
export interface Life {
  readonly server: ServerProcess;
  readonly readyMs: number;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** What is done to the server, and how much it has to do meanwhile. */
export interface HurtOptions {
  readonly folder: string;
  readonly random: Random;
  readonly size: LoadSize;
  readonly scripts?: { readonly [path: string]: Script };
  readonly copies?: Target["copies"];
  /** How the last life differs from an ordinary one. */
  readonly lastLife?: LifeOptions;
  /** Where the data folder is, if not beside the ledger. */
  readonly dataFolder?: string;
  readonly witness?: Witness;
  /** Hurts the server while the load runs; gives figures to show and promises that were broken on the way. */
  hurt(it: Hurt): Promise<Pick<CaseResult, "figures" | "violations">>;
}

/** From the start of the process to `/readyz`. */
export const readyWithinMs = 5_000;
const overdueWithinMs = 10_000;

/**
 * Runs a load on a server that is hurt, lets it end on a whole one, and compares what was answered with what is there.
 */
export async function runUnderLoad(options: HurtOptions): Promise<CaseResult> {
  const { folder, random, size } = options;
  const dataFolder = options.dataFolder ?? join(folder, "data");
  mkdirSync(folder, { recursive: true });
  const outside = await startOutsideService(options.scripts);
  const installation = await install(dataFolder, tortureFlow(outside.url));
  const [port = 0, opsPort = 0] = await freePorts(2);
  const logFile = join(folder, "server.log");
  const outsidePorts = [outside.port, ...(options.witness?.ports ?? [])];
  const place = { folder: dataFolder, port, opsPort, outsidePorts, logFile };
  const ledgerFile = join(folder, "ledger.jsonl");
  const ledger = openLedger(ledgerFile, Date.now);
  let isEnding = false;
  const target: Target = {
    ...{ url: urlOf(place), outside, ledger, isEnding: () => isEnding },
    ...{ botId: installation.botId, channelToken: installation.channelToken },
    apiToken: installation.apiToken,
    ...(options.copies && { copies: options.copies }),
  };
  const ready: ReadySpan[] = [];
  const servers: ServerProcess[] = [];
  const live = (life?: LifeOptions) => {
    const server = startServer(place, life);
    servers.push(server);
    return begin(server, ready, life);
  };
  try {
    const it = { place, installation, target, live };
    await prepare(options, it);
    const load = startLoad(target, size, random.fork("load"));
    const hurt = await options.hurt(it);
    isEnding = true;
    const finished = await finish(options, it, load);
    const { database, faults } = await look(dataFolder, finished.violations);
    const ledgerEntries = readLedger(readFileSync(ledgerFile, "utf8"));
    const { entries } = database;
    const { elsewhere } = finished;
    const seen = { entries, faults, ready, calls: outside.calls, elsewhere };
    const report = checkRun(ledgerEntries, seen);
    const witnessed = options.witness?.judge(database) ?? { figures: {}, violations: [] };
    return {
      accepted: report.accepted,
      figures: { ...hurt.figures, ...witnessed.figures, requests: ledgerEntries.length },
      violations: [...[hurt, finished, report, witnessed].flatMap(({ violations }) => violations)],
    };
  } finally {
    isEnding = true;
    for (const server of servers) if (!server.hasEnded()) await server.kill();
    ledger.close();
    await outside.close();
    await options.witness?.close();
  }
}

async function prepare({ witness }: HurtOptions, it: Hurt): Promise<void> {
  if (!witness) return;
  const life = await it.live();
  await witness.prepare(it);
  await life.stop();
}

async function begin(
  server: ServerProcess,
  ready: ReadySpan[],
  options?: LifeOptions,
): Promise<Life> {
  const readyMs = await server.ready(options?.prefix ? 6 * readyWithinMs : readyWithinMs * 3);
  const fromMs = Date.now();
  const ended = () => ready.push({ fromMs, toMs: Date.now() });
  return {
    server,
    readyMs,
    kill: async () => {
      ended();
      await server.kill();
    },
    stop: async () => {
      ended();
      await server.stop();
    },
  };
}

interface Finished {
  readonly elsewhere: readonly SeenElsewhere[];
  readonly violations: readonly Violation[];
}

/** Lets every operation come to its end, looks through the doors, and ends the last life in order. */
async function finish({ lastLife, witness }: HurtOptions, it: Hurt, load: Load): Promise<Finished> {
  const { target, place } = it;
  const life = await it.live(lastLife);
  const violations = await load.ended;
  await settle(place.folder);
  await witness?.settle(it);
  const elsewhere: SeenElsewhere[] = [];
  for (const visitor of load.visitors) elsewhere.push(...(await readDoors(target, visitor)));
  await life.stop();
  return { elsewhere, violations };
}

/** What is still owed when everybody is content must be done within the time that overdue work has. */
async function settle(dataFolder: string): Promise<void> {
  const untilMs = performance.now() + overdueWithinMs;
  while (performance.now() < untilMs && countTasks(databaseFile(dataFolder)) > 0) await sleep(250);
}

async function look(dataFolder: string, givenUp: readonly Violation[]) {
  const database = readDatabase(databaseFile(dataFolder));
  const { tasks, faults } = database;
  const { store } = await openFolder(dataFolder);
  const report = await store.report();
  await store.close();
  const owed = givenUp.length === 0 && tasks.length > 0;
  return {
    database,
    faults: [
      ...faults,
      ...report.faults.map((fault) => `the product's own check: ${fault}`),
      ...(owed
        ? [`tasks are owed though everything came to its end: ${JSON.stringify(tasks)}`]
        : []),
    ],
  };
}

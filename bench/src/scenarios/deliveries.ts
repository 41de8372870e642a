import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { alternate } from "../alternate.ts";
import type { Child } from "../child.ts";
import { connect } from "../connection.ts";
import { rounded } from "../figures.ts";
import { type HookReceiver, type Sent, startHookReceiver } from "../hook-receiver.ts";
import type { Installation } from "../installation.ts";
import { type Answers, leadVisitor } from "../lead-visitor.ts";
import { load } from "../load.ts";
import { oweDeliveries } from "../owe-deliveries.ts";
import type { BenchTimes } from "./visitor-turns.ts";

export interface Deliveries {
  readonly perSecond: number;
  readonly ceilingPerSecond: number;
  /** Deliveries against posts of the bare loop: over all rounds, and the least and the most of one. */
  readonly againstCeiling: number;
  readonly spread: readonly [number, number];
  readonly lagP50Ms: number;
  readonly lagP99Ms: number;
  readonly drainPerSecond: number;
}

export interface DeliveriesOptions {
  /** Every turn of its flow says much. */
  readonly talkative: Installation;
  readonly lead: Installation;
  readonly answers: Answers;
  readonly times: BenchTimes;
  /** Owed when the receiver comes back. */
  readonly owedCount: number;
}

const talkers = 16;
/** At the start of each window, until there is a backlog, or the loop's connections are open. */
const settleMs = 500;
const pacedVisitors = 20;
const turnsOfEachPerSecond = 10;

/** What a hook's receiver on this machine gets: as much as there is, soon after it was said, and after an outage. */
export async function deliveries(options: DeliveriesOptions): Promise<Deliveries> {
  const receiver = await startHookReceiver();
  try {
    const lag = await pace(options, receiver);
    const sample = await receiver.last();
    const rates = await saturateBesideLoop(options, receiver, sample);
    const drainPerSecond = await drain(options, receiver);
    return {
      ...rates,
      lagP50Ms: rounded(lag.p50Ms),
      lagP99Ms: rounded(lag.p99Ms),
      drainPerSecond: rounded(drainPerSecond),
    };
  } finally {
    await receiver.stop();
  }
}

/** As many deliveries as there are, to visitors who are told much at every turn, in turns with the bare loop. */
async function saturateBesideLoop(
  { talkative, times }: DeliveriesOptions,
  receiver: HookReceiver,
  sample: Sent,
): Promise<Pick<Deliveries, "perSecond" | "ceilingPerSecond" | "againstCeiling" | "spread">> {
  const server = await talkative.serve();
  await hookInto(talkative, server, receiver);
  const windowMs = times.forMs / times.rounds;
  const delivering = (warmUpMs: number, forMs: number) =>
    saturate({ talkative, server, receiver }, { warmUpMs, forMs });
  const looping = (warmUpMs: number, forMs: number) =>
    postLoop(receiver, sample, { warmUpMs, forMs });
  await delivering(times.warmUpMs, 0);
  await looping(times.warmUpMs, 0);
  const [ours = [], bare = []] = await alternate(times.rounds, [
    () => delivering(settleMs, windowMs),
    () => looping(settleMs, windowMs),
  ]);
  await server.stop();
  const [perSecond, ceilingPerSecond] = [mean(ours), mean(bare)];
  const ratios = ours.map((rate, n) => rounded(rate / (bare[n] ?? 0)));
  return {
    perSecond: rounded(perSecond),
    ceilingPerSecond: rounded(ceilingPerSecond),
    againstCeiling: rounded(perSecond / ceilingPerSecond),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** What the receiver got a second while visitors kept the product busy. Ends when all of it is delivered. */
async function saturate(
  {
    talkative,
    server,
    receiver,
  }: Pick<DeliveriesOptions, "talkative"> & { server: Child; receiver: HookReceiver },
  { warmUpMs, forMs }: Pick<BenchTimes, "warmUpMs" | "forMs">,
): Promise<number> {
  const visitors = Array.from({ length: talkers }, () =>
    leadVisitor(talkative.channelToken, ["go on", "go on", "go on"]),
  );
  const loaded = load(server.port, visitors, forMs + settleMs, warmUpMs);
  await sleep(warmUpMs);
  await receiver.tell("up");
  await sleep(forMs);
  const { received } = await receiver.read();
  await loaded;
  await quiet(receiver);
  return received / (forMs / 1000);
}

/** Waits until nothing comes any more. */
async function quiet(receiver: HookReceiver): Promise<void> {
  let before = -1;
  for (let now = (await receiver.read()).received; now !== before; ) {
    before = now;
    await sleep(300);
    now = (await receiver.read()).received;
  }
}

/** How soon a delivery comes while the machine is not busy: visitors who think between their answers. */
async function pace({ lead, answers, times }: DeliveriesOptions, receiver: HookReceiver) {
  const server = await lead.serve();
  await hookInto(lead, server, receiver);
  const end = performance.now() + times.warmUpMs + times.forMs;
  const visit = async (at: number): Promise<void> => {
    const visitor = leadVisitor(lead.channelToken, answers);
    const connection = await connect(server.port);
    await sleep((at * 1000) / turnsOfEachPerSecond / pacedVisitors);
    while (performance.now() < end) {
      const { head, body } = visitor.next();
      await connection.request(head, body);
      await sleep(1000 / turnsOfEachPerSecond);
    }
    connection.close();
  };
  const visits = Array.from({ length: pacedVisitors }, (_, at) => visit(at));
  await sleep(times.warmUpMs);
  await receiver.tell("up");
  await Promise.all(visits);
  const seen = await receiver.read();
  await server.stop();
  return seen;
}

/** How fast what is owed goes out once the receiver is back. */
async function drain(
  { talkative, owedCount }: DeliveriesOptions,
  receiver: HookReceiver,
): Promise<number> {
  await receiver.tell("down");
  const owed = await oweDeliveries(talkative, owedCount);
  const server = await talkative.serve();
  await sleep(1_000);
  const beganMs = performance.timeOrigin + performance.now();
  await receiver.tell("up");
  let seen = await receiver.read();
  while (seen.received < owed && performance.timeOrigin + performance.now() < beganMs + 120_000) {
    await sleep(100);
    seen = await receiver.read();
  }
  await server.stop();
  return seen.received / ((seen.lastMs - beganMs) / 1000);
}

async function hookInto(
  { channelToken, apiToken }: Installation,
  server: Child,
  receiver: HookReceiver,
): Promise<void> {
  const channelId = channelToken.split("-")[1];
  const { statusCode, body } = await request(
    `${server.url}/v1/channels/${channelId}/message_hooks/`,
    {
      method: "POST",
      headers: { authorization: `Token ${apiToken}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "Bench", url: `${receiver.url}/hook`, token: "bench" }),
    },
  );
  if (statusCode !== 201) throw new Error(`The hook was not made: ${await body.text()}`);
  await body.dump();
}

/** What a bare loop that sends one hook's request again and again reaches on the same receiver, 64 at a time. */
async function postLoop(
  { url }: HookReceiver,
  { headers, body }: Sent,
  { forMs, warmUpMs }: Pick<BenchTimes, "warmUpMs" | "forMs">,
): Promise<number> {
  const dispatcher = new Agent({ connections: 64 });
  const from = performance.now() + warmUpMs;
  const end = from + forMs;
  let count = 0;
  const post = async (): Promise<void> => {
    for (let now = 0; now < end; now = performance.now()) {
      const answer = await request(url, { method: "POST", headers, body, dispatcher });
      await answer.body.dump();
      if (now >= from) count += 1;
    }
  };
  await Promise.all(Array.from({ length: 64 }, post));
  await dispatcher.close();
  return (count / forMs) * 1000;
}

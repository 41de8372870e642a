import type {
  AnalyticsStore,
  CountKind,
  CountTotal,
  LoggedTurn,
  Standing,
  TimedCount,
} from "../../ports/analytics.ts";
import type { Clock } from "../../ports/clock.ts";
import type { BotRecord, VersionRecord } from "../../ports/records.ts";
import type { Store } from "../../ports/store.ts";
import { createBlockBook, type KnownBlock } from "./block-book.ts";
import { hourMs, type InsightsRange } from "./insights-range.ts";
import { keepAnswers } from "./keep-answers.ts";

/** What is asked for: a range of hours or days, and perhaps one version. */
export interface InsightsQuestion extends InsightsRange {
  readonly version?: number | undefined;
}

/** What is counted of a bot, as it was counted. */
export interface BotInsights {
  readonly series: readonly TimedCount[];
  readonly totals: ReadonlyMap<CountKind, readonly CountTotal[]>;
  readonly standings: readonly Standing[];
  /** The blocks of its newest versions, in the order of their flows, the newest first. */
  readonly blocks: ReadonlyMap<string, KnownBlock>;
  /** Everything that happened before then is in it. */
  readonly countedUntilMs: number;
}

/** What conversations did, in numbers. */
export interface Insights {
  of(bot: BotRecord, question: InsightsQuestion): Promise<BotInsights>;
  /** Version → conversations that run on it: begun, not closed. */
  runningOn(botId: number): Promise<ReadonlyMap<number, number>>;
  /** Conversations begun with a bot in each of the last hours, the present one included, oldest first. */
  begunHourly(botId: number, hours: number): Promise<readonly number[]>;
}

/** Counts, and up to which turn they go. */
interface Counted {
  readonly at: number;
  readonly counts: Omit<BotInsights, "countedUntilMs">;
}

/** A conversation in which nothing has happened for so long counts as dropped. */
const droppedAfterMs = 24 * hourMs;
const told = ["entered", "left", "response", "response-ms", "completion"] as const;
const dayHours = 24 as const;

/** Makes what answers from the counts. Conversations are never read for it. */
export function createInsights({
  store,
  clock,
}: {
  readonly store: AnalyticsStore & Pick<Store, "version">;
  readonly clock: Clock;
}): Insights {
  const book = createBlockBook(
    (botId, version): Promise<VersionRecord | null> => store.version(botId, version),
  );

  const kept = keepAnswers<Counted>(clock.nowMs);

  async function countedUntilMs(position: number): Promise<number> {
    const nowMs = clock.nowMs();
    const [next]: readonly LoggedTurn[] = await store.turnsAfter(position, 1);
    return next ? Math.min(next.atMs, nowMs) : nowMs;
  }

  async function count(bot: BotRecord, question: InsightsQuestion, silentFromHour: number) {
    const { version, ...range } = question;
    const filter = { botId: bot.id, version, ...range };
    const [series, counted, answers, standings] = await Promise.all([
      store.botCounts(filter),
      store.countTotals({ ...filter, kinds: told }),
      store.countTotals({ ...filter, ...wholeDays(question), kinds: ["answer"] }),
      store.standings(bot.id, silentFromHour),
    ]);
    const totals = [...counted, ...answers];
    const isWanted = (standing: Standing) => (version ?? standing.version) === standing.version;
    const wanted = standings.filter(isWanted);
    const named = [...totals.filter(isOfBlock).map(({ name }) => name), ...wanted.map(blockOf)];
    return {
      series,
      totals: byKind(totals),
      standings: wanted,
      blocks: await book.blocksOf(bot.id, version ?? bot.version, new Set(named)),
    };
  }

  return {
    of: async (bot, question) => {
      const { position, epoch, form } = await store.insightsReader();
      const silentFromHour = Math.floor((clock.nowMs() - droppedAfterMs) / hourMs);
      const { fromHour, untilHour, bucketHours, version } = question;
      // What an erasure has taken away is told by no answer from before it.
      const since = [epoch, form];
      const asked = [bot.id, bot.version, fromHour, untilHour, bucketHours, version, ...since];
      const world = `${position} ${silentFromHour}`;
      const { counts, at } = await kept.of(asked.join(), world, async () => ({
        at: position,
        counts: await count(bot, question, silentFromHour),
      }));
      return { ...counts, countedUntilMs: await countedUntilMs(at) };
    },
    runningOn: async (botId) => {
      const running = new Map<number, number>();
      const standings = await store.standings(botId, Number.MAX_SAFE_INTEGER);
      for (const { version, waiting, ended } of standings)
        running.set(version, (running.get(version) ?? 0) + waiting + ended);
      return running;
    },
    begunHourly: async (botId, hours) => {
      const untilHour = Math.floor(clock.nowMs() / hourMs) + 1;
      const fromHour = untilHour - hours;
      const counts = await store.botCounts({ botId, bucketHours: 1, fromHour, untilHour });
      const begun = new Map(
        counts.filter(({ name }) => name === "begun").map(({ hour, count }) => [hour, count]),
      );
      return Array.from({ length: hours }, (_, at) => begun.get(fromHour + at) ?? 0);
    },
  };
}

const blockOf = ({ block }: Standing): string => block;

const isOfBlock = ({ kind }: CountTotal): boolean =>
  kind === "entered" || kind === "left" || kind === "answer";

/** Answers are counted by the day. */
const wholeDays = ({ fromHour, untilHour }: InsightsQuestion) => ({
  bucketHours: dayHours,
  fromHour: Math.floor(fromHour / dayHours) * dayHours,
  untilHour: Math.ceil(untilHour / dayHours) * dayHours,
});

function byKind(totals: readonly CountTotal[]): ReadonlyMap<CountKind, readonly CountTotal[]> {
  return new Map(
    [...told, "answer" as const].map((kind) => [
      kind,
      totals.filter((total) => total.kind === kind),
    ]),
  );
}

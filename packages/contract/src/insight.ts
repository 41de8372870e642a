import { z } from "zod";
import { isSpan, notASpan, OptionalInstant } from "./instant.ts";
import { success } from "./page.ts";
import { clampedIfGiven } from "./tolerant.ts";

const count = z.int().min(0);

/** Of which time, and of which version. */
export const InsightsQuery = z
  .object({
    since: OptionalInstant.describe(
      "From the hour (or day) of this moment on: seconds since 1970, a day (UTC), or ISO 8601. Without it: seven days before `until`.",
    ),
    until: OptionalInstant.describe("Before this moment's hour (or day) ends. Without it: now."),
    version: clampedIfGiven(1, 1_000_000_000).describe(
      "Of this version alone. Without it: of all.",
    ),
  })
  .refine(isSpan, notASpan);
export type InsightsQuery = z.infer<typeof InsightsQuery>;

/** What happened in an hour or a day. */
export const InsightsPoint = z
  .object({
    at: z.number().describe("Its beginning, in seconds since 1970 (UTC)."),
    begun: count.describe("Conversations that began with this bot."),
    completed: count.describe(
      "Conversations that closed, reached a goal or, in versions without a block for either, came to an end that leads nowhere: each the first time.",
    ),
    messages_in: count.describe("Messages by customers."),
    messages_out: count.describe("Messages to customers, by the bot and by agents."),
  })
  .meta({ id: "InsightsPoint" });
export type InsightsPoint = z.infer<typeof InsightsPoint>;

/** What happened at a block. */
export const BlockInsights = z
  .object({
    block: z.string(),
    kind: z
      .string()
      .nullable()
      .describe("`null`: none of the newest versions has this block any more."),
    entered: count.describe("How often conversations came to it."),
    left: z.record(z.string(), count).describe("Output → how often conversations left through it."),
    waiting: count.describe(
      "Conversations that wait there now, whatever the time range: for an answer, a service, a time, an agent.",
    ),
    dropped: count.describe(
      "Those of them with which nothing has happened for 24 hours (whole hours).",
    ),
    ended: count.describe(
      "Conversations that stand there now because nothing leads on, whatever the time range.",
    ),
  })
  .meta({ id: "BlockInsights" });
export type BlockInsights = z.infer<typeof BlockInsights>;

/** How a question was answered. */
export const QuestionInsights = z
  .object({
    block: z.string(),
    kind: z.string(),
    answered: count.describe("Answers that the block took."),
    values: z
      .array(z.object({ value: z.string(), count }))
      .describe(
        "The 20 most frequent. Of names, e-mail addresses, phone numbers, links and files none; of free text only for those who may read customers.",
      ),
    other: count.describe("Answers that `values` does not show."),
    number: z
      .object({
        count,
        mean: z.number(),
        least: z.number(),
        most: z.number(),
        histogram: z
          .array(z.object({ from: z.number(), to: z.number(), count }))
          .describe("Up to ten equal steps; each includes `from`, the last one `to` as well."),
      })
      .nullable()
      .describe("For questions whose answers are numbers."),
  })
  .meta({ id: "QuestionInsights" });
export type QuestionInsights = z.infer<typeof QuestionInsights>;

const responses = z.object({
  count: count.describe("First answers by agents."),
  mean_seconds: z.number().nullable().describe("`null`: there was none."),
  histogram: z
    .array(z.object({ up_to_seconds: z.number().nullable(), count }))
    .describe("Up to so many seconds, and more than the step before; `null`: any longer."),
});

/** What a bot's conversations did in a range of time. */
export const InsightsAnswer = z
  .object({
    success,
    since: z.number(),
    until: z.number(),
    bucket: z
      .enum(["hour", "day"])
      .describe("What a point of `series` stands for; days (UTC) for ranges of more than 3 days."),
    counted_until: z
      .number()
      .describe("Everything that happened before then is counted: normally some seconds ago."),
    totals: z.object({
      begun: count,
      completed: count,
      completion: z
        .number()
        .nullable()
        .describe("`completed` / `begun`; `null` when none began. May exceed 1 in short ranges."),
      goals: count.describe("Goal blocks reached."),
      messages_in: count,
      messages_out: count,
      waiting: count.describe("Conversations that wait for somebody or something, now."),
      dropped: count.describe(
        "Those of them with which nothing has happened for 24 hours (whole hours).",
      ),
      ended: count.describe(
        "Conversations at an end that leads nowhere, now. They are not closed.",
      ),
    }),
    time_to_complete: z
      .object({
        count,
        median_seconds: z.number().nullable().describe("Within a tenth. `null`: none completed."),
      })
      .describe("From a conversation's first block to its completion."),
    series: z.array(InsightsPoint).describe("Without gaps."),
    blocks: z.array(BlockInsights),
    answers: z
      .array(QuestionInsights)
      .describe("`values` and `number` are of the whole days (UTC) that the range touches."),
    goals: z.array(
      z.object({
        goal: z.string(),
        blocks: z.array(z.string()),
        reached: count.describe("How often."),
      }),
    ),
    response_times: responses
      .extend({
        agents: z.array(responses.extend({ id: z.int(), name: z.string().nullable() })),
      })
      .describe(
        "From when a conversation came to an agent (or, where an agent stepped in by writing, from the customer's last message) to the agent's first message.",
      ),
  })
  .meta({ id: "Insights" });
export type InsightsAnswer = z.infer<typeof InsightsAnswer>;

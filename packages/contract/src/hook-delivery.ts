import { z } from "zod";
import { Instant, isSpan, notASpan, OptionalInstant } from "./instant.ts";
import { PageQuery, success, total } from "./page.ts";
import { clampedIfGiven, IdFilter, OptionalBodyId } from "./tolerant.ts";

/** Where a delivery stands. */
export const HookDeliveryStatus = z
  .enum(["pending", "failed", "ok", "dead"])
  .describe(
    "`pending`: not tried yet. `failed`: tried, and to be tried again. `ok`: answered with 2xx. `dead`: given up, or skipped by hand.",
  );
export type HookDeliveryStatus = z.infer<typeof HookDeliveryStatus>;

/** One attempt, in a line. */
export const HookAttempt = z
  .object({
    at: z.number(),
    duration_ms: z.number(),
    status: z.int().nullable().describe("`null`: no answer came."),
    error: z.string().nullable(),
  })
  .meta({ id: "HookAttempt" });
export type HookAttempt = z.infer<typeof HookAttempt>;

/** A message or event that was, or is, owed to a hook. */
export const HookDelivery = z
  .object({
    id: z.string().describe("`<customer>-<seq>`; of a resend or replay `<customer>-<seq>-<run>`."),
    event_id: z.string().describe("`webhook-id` of each of its requests, of resends as well."),
    seq: z.int(),
    run: z
      .int()
      .describe("0: as it happened. Each resend and each replay has a number of its own."),
    customer_id: z.int(),
    type: z.string(),
    sender: z.string(),
    text: z
      .string()
      .describe(
        "The beginning of what was said, on one line, at most 160 characters; of an event its action. Empty where there are no words.",
      ),
    status: HookDeliveryStatus,
    released: z
      .boolean()
      .describe(
        "Its conversation goes on without it: it held the others back for as long as it may, its receiver was silent, or the hook's `ordering` is `none`.",
      ),
    created_at: z.number(),
    next_attempt_at: z
      .number()
      .nullable()
      .describe(
        "Never past: what is due or under way shows the moment of this answer. `null`: done; or waiting, either for an earlier one of its conversation, or for its hook, which is paused, failing or gone.",
      ),
    url: z.string().nullable().describe("Where it goes, if not to the hook's own address."),
    attempts: z.array(HookAttempt),
  })
  .meta({ id: "HookDelivery" });
export type HookDelivery = z.infer<typeof HookDelivery>;

/** One attempt with what was sent and what came back. */
export const HookAttemptInFull = HookAttempt.extend({
  url: z.string(),
  request_headers: z.record(z.string(), z.string()).describe("Secrets are masked."),
  answer_headers: z.record(z.string(), z.string()).describe("Secrets are masked."),
  answer: z.string().describe("The first 2 KiB."),
}).meta({ id: "HookAttemptInFull" });
export type HookAttemptInFull = z.infer<typeof HookAttemptInFull>;

/** A delivery with the body that every attempt sent. */
export const HookDeliveryInFull = HookDelivery.extend({
  attempts: z.array(HookAttemptInFull),
  body: z.string().nullable().describe("`null` when it is not kept any more."),
}).meta({ id: "HookDeliveryInFull" });
export type HookDeliveryInFull = z.infer<typeof HookDeliveryInFull>;

const filterText = z
  .preprocess((text) => (text === "" ? undefined : text), z.string().max(64).optional())
  .describe("As in the hook's body.");

/** Which deliveries to list. */
export const HookDeliveriesQuery = PageQuery.extend({
  status: z.preprocess((text) => (text === "" ? undefined : text), HookDeliveryStatus.optional()),
  since: OptionalInstant.describe(
    "What came to be owed from then on: seconds since 1970, a day (UTC), or ISO 8601.",
  ),
  until: OptionalInstant.describe("What came to be owed before then."),
  customer_id: IdFilter,
  type: filterText,
  sender: filterText,
  run: clampedIfGiven(0, Number.MAX_SAFE_INTEGER),
});
export type HookDeliveriesQuery = z.infer<typeof HookDeliveriesQuery>;

export const HookDeliveryPage = z.object({ success, total, deliveries: z.array(HookDelivery) });
export type HookDeliveryPage = z.infer<typeof HookDeliveryPage>;

export const HookDeliveryAnswer = z.object({ success, delivery: HookDeliveryInFull });
export type HookDeliveryAnswer = z.infer<typeof HookDeliveryAnswer>;

/** What is to be sent once more, in order, under the same ids. */
export const HookReplay = z
  .object({
    since: Instant.describe(
      "What came to be owed from then on: seconds since 1970, a day (UTC), or ISO 8601.",
    ),
    until: OptionalInstant.describe("Without it: until now."),
    customer_id: OptionalBodyId.describe("Of this customer alone."),
    url: z
      .string()
      .trim()
      .max(4096)
      .refine((text) => /^https?:\/\/[^\s/]/i.test(text), "Give an http or https address.")
      .nullish()
      .describe("Another receiver, this once."),
  })
  .refine(isSpan, notASpan);
export type HookReplay = z.infer<typeof HookReplay>;

/** What was taken up. */
export const HookQueuedAnswer = z.object({
  success,
  queued: z.int().min(0).describe("How many deliveries are owed once more."),
  run: z.int().describe("Their number, to list them by."),
});
export type HookQueuedAnswer = z.infer<typeof HookQueuedAnswer>;

/** What was taken up: one delivery once more. */
export const HookResendAnswer = z.object({
  success,
  delivery_id: z.string().describe("The new one: a resend has a log of its own."),
});
export type HookResendAnswer = z.infer<typeof HookResendAnswer>;

import { z } from "zod";
import { success } from "./page.ts";
import { clamped, clampedIfGiven, IdFilter } from "./tolerant.ts";

const headers = z.record(z.string(), z.string()).describe("Secrets are masked.");
const body = z
  .string()
  .describe("At most its first 16 KiB. In JSON and forms, secrets are masked by their names.");

/** A request that a Webhook block of a live conversation made, with what came back. */
export const WebhookRequest = z
  .object({
    id: z.int(),
    at: z.number().describe("When the answer was there."),
    customer_id: z.int(),
    block: z.string(),
    version: z.int().describe("Of the bot, when the answer came."),
    method: z.string(),
    url: z.string().describe("Secrets in its query are masked."),
    attempts: z.int().min(1).describe("How often it was sent; told is the last time."),
    duration_ms: z.number(),
    request_headers: headers,
    request_body: body.nullable().describe("`null`: it had none."),
    request_truncated: z.boolean(),
    status: z.int().nullable().describe("`null`: no usable answer came; `error` says why."),
    answer_headers: headers,
    answer_body: body,
    answer_truncated: z.boolean(),
    error: z.string().nullable(),
  })
  .meta({ id: "WebhookRequest" });
export type WebhookRequest = z.infer<typeof WebhookRequest>;

/** Which requests to list. */
export const WebhookRequestsQuery = z.object({
  block: z
    .preprocess((text) => (text === "" ? undefined : text), z.string().max(64).optional())
    .describe("Of this block only."),
  customer_id: IdFilter.describe("Of this customer's conversation only."),
  before: clampedIfGiven(0, Number.MAX_SAFE_INTEGER).describe(
    "Those before the one with this `id`: the `next` of the page before.",
  ),
  limit: clamped(1, 100, 20),
});
export type WebhookRequestsQuery = z.infer<typeof WebhookRequestsQuery>;

/** A page of the log, newest first. */
export const WebhookRequestPage = z.object({
  success,
  requests: z.array(WebhookRequest),
  next: z.int().nullable().describe("`before` of the next page; `null`: there is none."),
});
export type WebhookRequestPage = z.infer<typeof WebhookRequestPage>;

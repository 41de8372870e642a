import { z } from "zod";
import { success, total } from "./page.ts";

/** A receiver inside Parley that keeps what it is sent, to be looked at. */
export const Inspector = z
  .object({
    id: z.int(),
    name: z.string(),
    url: z.string().describe("Takes any method; anything may follow it."),
    status: z.int().describe("What it answers."),
    delay_ms: z.int().describe("How long it waits before it answers."),
    created_at: z.number(),
  })
  .meta({ id: "Inspector" });
export type Inspector = z.infer<typeof Inspector>;

const number = (least: number, most: number) =>
  z.preprocess(
    (value) =>
      typeof value === "string" && /^\d{1,6}$/.test(value.trim()) ? Number(value) : value,
    z.int(`Give a whole number from ${least} to ${most}.`).min(least).max(most).optional(),
  );

const settings = {
  status: number(200, 599).describe("200 unless said otherwise."),
  delay_ms: number(0, 60_000).describe(
    "0 unless said otherwise; more than 15,000 is a silent one.",
  ),
};

/** An inspector to be made. */
export const NewInspector = z.object({
  name: z.string().trim().max(200).default("Inspector"),
  ...settings,
});
export type NewInspector = z.infer<typeof NewInspector>;

/** What of an inspector is to change. */
export const InspectorChange = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  ...settings,
});
export type InspectorChange = z.infer<typeof InspectorChange>;

export const InspectorAnswer = z.object({ success, inspector: Inspector });
export type InspectorAnswer = z.infer<typeof InspectorAnswer>;

export const InspectorPage = z.object({ success, total, inspectors: z.array(Inspector) });
export type InspectorPage = z.infer<typeof InspectorPage>;

/** A request that an inspector was sent. */
export const InspectedRequest = z
  .object({
    number: z.int().describe("Counts the requests of an inspector since the server started."),
    at: z.number(),
    method: z.string(),
    path: z.string().describe("What followed the inspector's address, with the query."),
    headers: z
      .record(z.string(), z.string())
      .describe(
        "For tokens with the scope `hooks:write` as they came; for others credentials, cookies and keys are masked.",
      ),
    body: z.string().describe("At most 64 KiB, as UTF-8."),
    truncated: z.boolean().describe("The body was longer."),
    size: z.int().describe("Bytes of the whole body."),
    answered: z.int().describe("The status that it was answered with."),
  })
  .meta({ id: "InspectedRequest" });
export type InspectedRequest = z.infer<typeof InspectedRequest>;

export const InspectedRequestPage = z.object({
  success,
  total,
  requests: z.array(InspectedRequest).describe("The newest first. The newest 100 are kept."),
});
export type InspectedRequestPage = z.infer<typeof InspectedRequestPage>;

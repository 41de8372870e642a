import { z } from "zod";
import { fieldName, fieldType } from "../outside-params.ts";

const Pair = z.strictObject({
  name: z.string().min(1).max(200),
  /** `@name` inserts a field. */
  value: z.string().max(10_000),
});
export type Pair = z.infer<typeof Pair>;

const Body = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  /** JSON with fields: between quotes as text (`"@name"`), elsewhere as the value they are (`@id`, `@data`). */
  z.strictObject({ kind: z.literal("json"), template: z.string().min(1).max(65_536) }),
  /** `application/x-www-form-urlencoded` */
  z.strictObject({ kind: z.literal("form"), pairs: z.array(Pair).max(100) }),
  z.strictObject({
    kind: z.literal("text"),
    text: z.string().max(65_536),
    contentType: z
      .string()
      .max(200)
      .regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:;[\x20-\x7e]*)?$/, "A media type such as text/xml."),
  }),
]);
export type WebhookBody = z.infer<typeof Body>;

const Save = z.strictObject({
  /**
   * What of the answer: `a.b[0].c` in its JSON, nothing for the whole, `$status`, or `$headers.x-request-id`.
   */
  path: z.string().max(1000),
  field: fieldName,
  type: fieldType.optional(),
});
export type Save = z.infer<typeof Save>;

const Route = z.strictObject({
  /** A status, a class or a range: `404`, `2xx`, `200-204`. */
  status: z.string().regex(/^(?:[1-5]xx|[1-5]\d\d(?:-[1-5]\d\d)?)$/, "Write 404, 2xx or 200-204."),
  output: z
    .string()
    .regex(/^[a-z0-9_]{1,32}$/, "An output's name is made of a to z, 0 to 9 and _."),
});
export type Route = z.infer<typeof Route>;

/** What to send, what to keep of the answer, and where to go on. */
export const Webhook = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]).default("POST"),
  /** Fields may stand in path and query, never in protocol, host or port. */
  url: z.string().min(1).max(4000),
  /** Appended to the address. */
  query: z.array(Pair).max(50).default([]),
  headers: z.array(Pair).max(50).default([]),
  body: Body.default({ kind: "none" }),
  timeoutSeconds: z.number().min(1).max(30).default(30),
  /** How often the request is sent again after a transport failure, a 429 or a 5xx. */
  retries: z.int().min(0).max(5).default(0),
  save: z.array(Save).max(50).default([]),
  /** The first that fits decides; an answer that none fits goes on at `success` (2xx) or `failure`. */
  routes: z.array(Route).max(20).default([]),
});
export type Webhook = z.infer<typeof Webhook>;

import { z } from "zod";
import { form } from "../form.ts";
import { fieldName, fieldType, typeForm } from "../outside-params.ts";

const Pair = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(200)
    .meta(form({ label: "Name", placeholder: "Name" })),
  value: z
    .string()
    .max(10_000)
    .meta(form({ label: "Value", placeholder: "Value", control: "template" })),
});
export type Pair = z.infer<typeof Pair>;

const Body = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  /** JSON with fields: between quotes as text (`"@name"`), elsewhere as the value they are (`@id`, `@data`). */
  z.strictObject({
    kind: z.literal("json"),
    template: z
      .string()
      .min(1)
      .max(65_536)
      .meta(
        form({
          label: "JSON",
          help: 'Fields stand within quotes as text ("@name"), or alone as the value they are (@data).',
          control: "json",
          isLong: true,
        }),
      ),
  }),
  /** `application/x-www-form-urlencoded` */
  z.strictObject({
    kind: z.literal("form"),
    pairs: z
      .array(Pair)
      .max(100)
      .meta(form({ label: "Form", row: "Add a value" })),
  }),
  z.strictObject({
    kind: z.literal("text"),
    text: z
      .string()
      .max(65_536)
      .meta(form({ label: "Text", control: "template", isLong: true })),
    contentType: z
      .string()
      .max(200)
      .regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:;[\x20-\x7e]*)?$/, "A media type such as text/xml.")
      .meta(form({ label: "Media type", placeholder: "text/plain" })),
  }),
]);
export type WebhookBody = z.infer<typeof Body>;

const Save = z.strictObject({
  path: z
    .string()
    .max(1000)
    .meta(
      form({
        label: "What of the answer",
        help: "a.b[0].c in its JSON, nothing for the whole, $status, or $headers.x-request-id.",
        placeholder: "The whole answer",
        control: "answer_path",
      }),
    ),
  field: fieldName.meta(form({ label: "Field", control: "field", placeholder: "field_name" })),
  type: fieldType.optional().meta(typeForm),
});
export type Save = z.infer<typeof Save>;

const Route = z.strictObject({
  status: z
    .string()
    .regex(/^(?:[1-5]xx|[1-5]\d\d(?:-[1-5]\d\d)?)$/, "Write 404, 2xx or 200-204.")
    .meta(form({ label: "Status", help: "404, 2xx or 200-204.", placeholder: "404" })),
  output: z
    .string()
    .regex(/^[a-z0-9_]{1,32}$/, "An output's name is made of a to z, 0 to 9 and _.")
    .meta(form({ label: "Goes on at", placeholder: "not_found" })),
});
export type Route = z.infer<typeof Route>;

/** What to send, what to keep of the answer, and where to go on. */
export const Webhook = z
  .strictObject({
    method: z
      .enum(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
      .default("POST")
      .meta(form({ label: "Method" })),
    url: z
      .string()
      .min(1)
      .max(4000)
      .meta(
        form({
          label: "Address",
          help: "Fields may stand in path and query, never in protocol, host or port.",
          placeholder: "https://",
          control: "address",
        }),
      ),
    query: z
      .array(Pair)
      .max(50)
      .default([])
      .meta(form({ label: "Query", help: "Appended to the address.", row: "Add a parameter" })),
    headers: z
      .array(Pair)
      .max(50)
      .default([])
      .meta(form({ label: "Headers", row: "Add a header" })),
    body: Body.default({ kind: "none" }).meta(
      form({
        label: "Body",
        choices: { none: "None", json: "JSON", form: "Form", text: "Text" },
      }),
    ),
    timeoutSeconds: z
      .number()
      .min(1)
      .max(30)
      .default(30)
      .meta(form({ label: "Wait for at most", control: "seconds", section: "advanced" })),
    retries: z
      .int()
      .min(0)
      .max(5)
      .default(0)
      .meta(
        form({
          label: "Send again",
          help: "How often, after a transport failure, a 429 or a 5xx.",
          section: "advanced",
        }),
      ),
    save: z
      .array(Save)
      .max(50)
      .default([])
      .meta(
        form({
          label: "Keep of the answer",
          section: "store",
          row: "Keep a value",
        }),
      ),
    routes: z
      .array(Route)
      .max(20)
      .default([])
      .meta(
        form({
          label: "Ways by status",
          help: "The first that fits decides; an answer that none fits goes on at “Then” (2xx) or “Failure”.",
          section: "otherwise",
          row: "Add a way",
        }),
      ),
  })
  .meta(form({ label: "Request", control: "request" }));
export type Webhook = z.infer<typeof Webhook>;

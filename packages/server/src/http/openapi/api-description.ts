import { limits } from "../../ingest/limits.ts";

const kib = (bytes: number): string => `${bytes / 1024} KiB`;

/** What holds for every call, in the words of the document. */
export const apiDescription = `
The platform API of Parley, compatible with clients of Landbot's API v1.

**Requests.** \`Authorization: Token <token>\`. Bodies are JSON (also as \`text/plain\`) or forms, in UTF-8, at most
${kib(limits.restBodyBytes)}, ${limits.jsonDepth} levels deep, with ${limits.jsonKeys} keys. An empty body is none, whatever its type. Unknown keys
are ignored. The slash at the end of a path may be left out.

**Answers.** An action answers \`{"success": true}\`, a deletion 204. \`{"detail": …}\` says what is wrong with a request
as a whole, \`{"errors": {<field>: […]}}\` with its fields (422) or with the state (409, 410, 412). Beside the \`detail\` of
a 404 a \`hint\` says what was looked for and which call lists what there is. Answers may gain keys.

**Lists.** \`offset\` (default 0) and \`limit\` (default 20, at most 100); \`total\` counts all that match. In the order of
their numbers.

**Idempotency-Key** (1 to ${limits.idempotencyKeyLength} visible characters) on any write makes repeating it safe: the same request gets the stored
answer, with \`Idempotency-Replayed: true\`, for at least 24 hours. Another request under the same key is refused with
422, one that comes while the first still runs with 409. 5xx and 429 are not stored.

**Limits.** Each token may ask 50 times a second, 100 at once, unless the operator says otherwise; \`RateLimit-*\` headers
tell what is left. A message has at most ${kib(limits.messageTextBytes)}, all fields of a customer ${kib(limits.encodedFieldsBytes)}, a resume body ${kib(limits.resumeBodyBytes)}.
Beyond a limit the answer is 413, 422 or 429 with \`Retry-After\`.
`.trim();

/** The resources, in order. */
export const apiTags = [
  { name: "Customers", description: "Who writes on the channels." },
  { name: "Messages", description: "What was said, and saying something." },
  { name: "Fields", description: "What is known of a customer; flows read and write the same." },
  {
    name: "Request, Set, Go",
    description: "Let an outside service decide when and where a flow goes on.",
  },
  { name: "Channels", description: "Where people chat." },
  { name: "API channel", description: "Chats of your own: pass on what your customers say." },
  { name: "MessageHooks", description: "Where messages and events are sent." },
  { name: "Bots", description: "Flows, as drafts and as published versions." },
  { name: "Insights", description: "What conversations did, in numbers." },
  { name: "Agents", description: "The people who answer." },
  { name: "Tokens", description: "Keys to this API." },
  { name: "Workspace", description: "Is this the right server, does my token work." },
];

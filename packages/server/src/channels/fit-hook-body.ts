import { limits } from "../ingest/limits.ts";

/**
 * Keeps a hook's body within 256 KiB. What input limits let in fits, but a flow can say more: of a body that is larger
 * only as much as needed goes, in this order, and `messages[0].truncated` names what went (100 paths at most, then "…").
 *
 * 1. `extra`, of the message or of its `_raw`, is emptied.
 * 2. Texts of `_raw`, which repeat those of the message, end after 1,024 characters.
 * 3. Texts of the message, and the customer's own, end after 16,384 characters, then 1,024, then 128.
 * 4. Custom fields are left out, the largest first; `truncated` tells them from fields that are not set.
 * 5. All custom fields are left out, and every text ends after 64 characters: this fits always.
 */
export function fitHookBody(body: string): string {
  // A character takes three bytes at most.
  const most = limits.hookPayloadBytes;
  return body.length * 3 <= most || isFit(body, most) ? body : shrink(body, most, []);
}

/**
 * The same for a body of a turn that has too many of them: within 32 KiB, or as near as the cuts above lead.
 * `gone` are the paths of what was left out before.
 */
export function fitLeanHookBody(body: string, gone: readonly string[]): string {
  const isWhole = gone.length === 0 && isFit(body, limits.leanHookPayloadBytes);
  return isWhole ? body : shrink(body, limits.leanHookPayloadBytes, gone);
}

/** Tells a key that customers have of themselves from a custom field. */
export const isCustomerKey = (name: string): boolean => ownKeys.has(name) || ownTexts.has(name);

const isFit = (body: string, most: number): boolean => Buffer.byteLength(body) <= most;

function shrink(text: string, most: number, before: readonly string[]): string {
  const body = JSON.parse(text) as Json;
  const parts = partsOf(body, most, before);
  let fitted = text;
  for (const cut of before.length > 0 ? [nothing, ...cuts] : cuts) {
    cut(parts);
    parts.message.truncated = named(parts.gone);
    fitted = JSON.stringify(body);
    if (isFit(fitted, most)) break;
  }
  return fitted;
}

const nothing = (): void => {};

type Json = { [key: string]: unknown };

interface Parts {
  readonly body: Json;
  readonly message: Json;
  readonly raw: Json;
  readonly customer: Json;
  /** How large the body may be, in bytes. */
  readonly most: number;
  /** What of the customer are fields, not its own texts. */
  readonly fields: readonly string[];
  /** What was cut. */
  readonly gone: Set<string>;
}

const ownTexts: ReadonlySet<string> = new Set(
  "name email phone token country url webchat_type is_external".split(" "),
);
const ownKeys: ReadonlySet<string> = new Set(["id", "agent_id", "archived", "register_date"]);

function partsOf(body: Json, most: number, before: readonly string[]): Parts {
  const message = recordOf(Array.isArray(body.messages) ? body.messages[0] : null);
  const customer = recordOf(message.customer ?? body.customer);
  const fields = Object.entries(customer).flatMap(([name, value]) =>
    ownKeys.has(name) || (ownTexts.has(name) && typeof value === "string") ? [] : [name],
  );
  const earlier = Array.isArray(message.truncated) ? message.truncated : [];
  const gone = new Set<string>([...before, ...earlier]);
  return { body, message, raw: recordOf(message._raw), customer, most, fields, gone };
}

const cuts: readonly ((parts: Parts) => void)[] = [
  emptyExtras,
  ({ raw, gone }) => shorten(raw, 1_024, "_raw.", gone),
  (parts) => shortenMessage(parts, 16_384),
  (parts) => shortenMessage(parts, 1_024),
  (parts) => shortenMessage(parts, 128),
  leaveOutFields,
  (parts) => {
    for (const name of parts.fields) leaveOut(parts, name);
    shortenMessage(parts, 64);
  },
];

function emptyExtras({ message, raw, gone }: Parts): void {
  for (const [holder, path] of [
    [raw, "_raw.extra"],
    [message, "extra"],
  ] as const) {
    if (Object.keys(recordOf(holder.extra)).length === 0) continue;
    holder.extra = {};
    gone.add(path);
  }
}

function shortenMessage({ body, message, customer, fields, gone }: Parts, most: number): void {
  shorten(message, most, "", gone, ["customer", "truncated"]);
  shorten(customer, most, "customer.", gone, fields);
  shorten(body, most, "", gone, ["messages", "customer"]);
}

/** Ends long texts, wherever they are. */
function shorten(
  holder: Json,
  most: number,
  path: string,
  gone: Set<string>,
  except: readonly string[] = [],
): void {
  for (const [key, value] of Object.entries(holder)) {
    if (except.includes(key)) continue;
    if (typeof value === "string" && value.length > most) {
      holder[key] = value.slice(0, most).toWellFormed();
      gone.add(`${path}${key}`);
    } else if (typeof value === "object" && value !== null) {
      shorten(value as Json, most, `${path}${key}.`, gone);
    }
  }
}

function leaveOutFields(parts: Parts): void {
  const { body, customer, fields, most } = parts;
  const sizes = fields.map(
    (name) => [name, Buffer.byteLength(JSON.stringify(customer[name]))] as const,
  );
  // Room for the names of what goes.
  let excess = Buffer.byteLength(JSON.stringify(body)) + 8 * 1024 - most;
  for (const [name, bytes] of sizes.toSorted(([, a], [, b]) => b - a)) {
    if (excess <= 0) return;
    leaveOut(parts, name);
    excess -= bytes;
  }
}

function leaveOut({ customer, gone }: Parts, name: string): void {
  delete customer[name];
  gone.add(`customer.${name}`);
}

const mostNamed = 100;

function named(gone: ReadonlySet<string>): readonly string[] {
  return gone.size <= mostNamed ? [...gone] : [...[...gone].slice(0, mostNamed), "…"];
}

function recordOf(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

/** A hook's body in a line. */
export interface ToldMessage {
  readonly type: string;
  readonly sender: string;
  readonly words: string;
  readonly customer: string;
}

/** As much as a row shows. */
const most = 200;

const wordKeys = ["body", "message", "title", "caption", "action", "url"];

/**
 * Reads the line out of a hook's body; what is not there is empty. An API channel's own hook has its message flat, and
 * customer and author beside it.
 */
export function readTold(body: string): ToldMessage {
  const whole = read(body);
  const message = listIn(whole, "messages")[0];
  const content = { ...message, ...recordIn(message, "data") };
  const words = wordKeys.map((key) => textIn(content, key)).find(Boolean) ?? "";
  const customer = recordIn("customer" in whole ? whole : message, "customer");
  const author = textIn(recordIn(whole, "agent"), "type");
  return {
    type: textIn(message, "type"),
    sender: textIn(recordIn(message, "sender"), "type") || (author === "human" ? "agent" : author),
    words: words.slice(0, most),
    customer: textIn(customer, "name") || String(customer.id ?? ""),
  };
}

type Loose = Readonly<Record<string, unknown>>;

function read(body: string): Loose {
  try {
    return asRecord(JSON.parse(body));
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

const recordIn = (from: Loose | undefined, key: string): Loose => asRecord(from?.[key]);

function listIn(from: Loose, key: string): readonly Loose[] {
  const value = from[key];
  return Array.isArray(value) ? value.map(asRecord) : [];
}

function textIn(from: Loose | undefined, key: string): string {
  const value = from?.[key];
  return typeof value === "string" ? value : "";
}

import { isFieldName, type Message, type Value } from "@parley/flow";
import { AppError } from "../../errors.ts";
import { isBuiltInName } from "../../features/conversations/customer-fields.ts";
import { readJson } from "../../ingest/read-json.ts";
import { readWebMessage } from "../web/read-web-message.ts";

type Values = { readonly [key: string]: Value };

/** What the owner of an API channel sends: who says what. */
export interface ChannelSend {
  /** Values of the customer's fields. */
  readonly fields: Values;
  /** Keys of the customer that no field can be named by. */
  readonly otherKeys: Values;
  readonly message: Message;
}

const messageTypes = new Set(["text", "image", "video", "audio", "document", "location"]);

/** Reads what an API channel sends. Throws in the words that such channels' clients read. */
export function readChannelMessage(body: Value): ChannelSend {
  const send = objectIn(body) ?? {};
  const message = part(send, "message");
  if (!message) throw new AppError("no-message");
  return { ...customerIn(part(send, "customer") ?? {}), message: messageIn(message) };
}

/** A part of the body as JSON; forms send it as JSON text, or key by key: `message[type]=text`. */
function part(send: Values, name: string): Values | null {
  const given = send[name];
  if (typeof given === "string") return objectInText(given);
  if (given !== undefined) return objectIn(given);
  const start = `${name}[`;
  const keys = Object.keys(send).filter((key) => key.startsWith(start) && key.endsWith("]"));
  if (keys.length === 0) return null;
  return Object.fromEntries(keys.map((key) => [key.slice(start.length, -1), send[key] ?? null]));
}

function messageIn(message: Values): Message {
  if (typeof message.type !== "string" || !messageTypes.has(message.type))
    throw new AppError("invalid-message-type");
  try {
    // A customer's "5" may have become a number on its way here.
    const words = typeof message.message === "number" ? String(message.message) : message.message;
    return readWebMessage({ ...message, ...(words !== undefined && { message: words }) });
  } catch (error) {
    if (!(error instanceof AppError) || !error.fields) throw error;
    const [[field, words] = ["message", []]] = Object.entries(error.fields);
    throw new AppError("invalid-message", { message: `${field}: ${words.join(" ")}` });
  }
}

/** What the customer's own keys are in this channel's hook; nobody else gives them. */
const ownNames: ReadonlySet<string> = new Set(["id", "token", "register_date"]);

/** What is `null` is not known. What no field can be named by is kept beside the fields, and given back as well. */
function customerIn(customer: Values): Pick<ChannelSend, "fields" | "otherKeys"> {
  const known = Object.entries(customer).filter(
    ([name, value]) => value !== null && !ownNames.has(name),
  );
  const { fields = [], others = [] } = Object.groupBy(known, ([name]) =>
    isFieldName(name) && !isBuiltInName(name) ? "fields" : "others",
  );
  return { fields: Object.fromEntries(fields), otherKeys: Object.fromEntries(others) };
}

function objectInText(text: string): Values | null {
  const read = readJson(Buffer.from(text));
  return read.ok ? objectIn(read.value) : null;
}

function objectIn(value: Value | undefined): Values | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Values)
    : null;
}

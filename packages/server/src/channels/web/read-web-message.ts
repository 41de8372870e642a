import type { Extra, Message, Value } from "@parley/flow";
import { invalidFields } from "../../errors.ts";
import { limits } from "../../ingest/limits.ts";

type Body = { readonly [key: string]: Value };

const media = new Set(["image", "video", "audio", "document"]);

/** Reads what a visitor's chat sends. Throws with the field that is wrong. */
export function readWebMessage(body: Body): Message {
  const type = body.type ?? "text";
  if (typeof type !== "string") throw invalidFields({ type: ["This is not a message type."] });
  const text = textOf(body.message, "message");
  const extra = extraOf(body.extra);
  const payload = textOf(body.payload, "payload");
  if (type === "location") return location(body, extra);
  if (media.has(type)) return file(type as "image", body, text, extra);
  if (type !== "text" && type !== "button" && type !== "hidden")
    throw invalidFields({ type: [`There is no message type "${type.slice(0, 40)}".`] });
  // A press that the conversation does not offer is taken as its words, so it must have some.
  if (payload !== "") return { type: "button", text, payload, ...extra };
  if (text.trim() === "") throw invalidFields({ message: ["This field may not be blank."] });
  return { type: "text", text, ...extra };
}

/** Reads a text within the limit of one message. */
function textOf(value: Value | undefined, field: string): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") throw invalidFields({ [field]: ["This is not a text."] });
  if (Buffer.byteLength(value) > limits.messageTextBytes)
    throw invalidFields({ [field]: ["A message has at most 32 KiB."] });
  return value;
}

/** Reads an http or https address. */
function urlOf(value: Value | undefined, field: string): string {
  const text = textOf(value, field);
  if (text === "") throw invalidFields({ [field]: ["This field is required."] });
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || text.length > 4096)
    throw invalidFields({ [field]: ["Give an http or https address."] });
  return text;
}

/** Reads a coordinate, given as a number or as its digits. */
function coordinateOf(value: Value | undefined, field: string, most: number): number {
  const isNumeric = typeof value === "number" || (typeof value === "string" && value.trim() !== "");
  const number = isNumeric ? Number(value) : Number.NaN;
  if (Number.isFinite(number) && Math.abs(number) <= most) return number;
  const missing = value === undefined || value === null;
  throw invalidFields({
    [field]: [missing ? "This field is required." : `Give a number from -${most} to ${most}.`],
  });
}

function location(body: Body, extra: { extra?: Extra }): Message {
  const address = textOf(body.address, "address");
  return {
    type: "location",
    latitude: coordinateOf(body.latitude, "latitude", 90),
    longitude: coordinateOf(body.longitude, "longitude", 180),
    ...(address !== "" && { address }),
    ...extra,
  };
}

function file(
  type: "image" | "video" | "audio" | "document",
  body: Body,
  caption: string,
  extra: { extra?: Extra },
): Message {
  return {
    type,
    url: urlOf(body.url, "url"),
    ...(caption !== "" && { caption }),
    ...extra,
  };
}

/** The sender's own keys are kept as they are, never what Parley itself puts there. */
function extraOf(value: Value | undefined): { extra?: Extra } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const { input: _i, error: _e, typing_delay: _t, answer: _a, ...own } = value as Extra;
  return Object.keys(own).length > 0 ? { extra: own } : {};
}

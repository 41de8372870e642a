import type { Message } from "../../conversation/message.ts";
import { type Draw, pick } from "./draw.ts";

/** One of these is more than is kept of an answer, and two are more than fields may take. */
export const giant = "x".repeat(90_000);

const texts = ["Hi", "yes", "30", "#back", "#init", "help", "$0", "@resume_url", ""] as const;
const url = "https://files.example/a.pdf";

/** Makes a message of any type, whether or not a visitor's chat could send it. */
export function messageFrom(draw: Draw): Message {
  return draw(2) === 0 ? { type: "text", text: pick(draw, texts) } : pick(draw, makers)(draw);
}

/** Makes a message that answers a block of this kind, or tries to. */
export function answerFrom(draw: Draw, kind: string): Message {
  return pick(draw, answersTo[kind] ?? [says("Hi")]);
}

const says = (text: string): Message => ({ type: "text", text });

/** By type, so that a new type of message does not compile until it is in the mix. */
const byType: { readonly [T in Message["type"]]: (draw: Draw) => Message } = {
  text: (draw) => ({ type: "text", text: pick(draw, texts) }),
  button: (draw) => ({
    type: "button",
    text: pick(draw, ["", ...texts]),
    payload: pick(draw, ["$0", "$1", "$9", "#back", "#init", ""]),
  }),
  dialog: () => ({ type: "dialog", title: "Which?", options: [{ label: "A", payload: "$0" }] }),
  image: (draw) => ({ type: "image", url, ...(draw(2) === 0 && { caption: "help" }) }),
  video: () => ({ type: "video", url }),
  audio: () => ({ type: "audio", url }),
  document: () => ({ type: "document", url, extra: { name: "a.pdf" } }),
  iframe: () => ({ type: "iframe", url }),
  location: (draw) => ({
    type: "location",
    latitude: 40.4,
    longitude: -3.7,
    ...(draw(2) === 0 && { address: "Plaza Mayor" }),
  }),
};

/** The types of messages that a mix is made of. */
export const mixedTypes = Object.keys(byType);
const makers = Object.values(byType) as [(draw: Draw) => Message, ...((draw: Draw) => Message)[]];

const answersTo: { readonly [kind: string]: readonly [Message, ...Message[]] } = {
  ask_text: [says("Hi there"), says("Hi")],
  ask_name: [says("Ann"), says("7")],
  ask_email: [says("ann@example.org"), says("ann.example.org")],
  ask_phone: [says("+34600111222"), says("600111222")],
  ask_number: [says("30"), says("90"), { type: "text", text: "old", extra: { answer: 7 } }],
  ask_date: [says("2026-01-04"), { type: "text", text: "Soon", extra: { answer: "2027-01-04" } }],
  ask_url: [says("https://example.org/a"), says("a b")],
  ask_yes_no: [says("yes"), says("no"), { type: "button", text: "", payload: "$1" }, says("maybe")],
  ask_file: [{ type: "image", url }, { type: "document", url }, says("a.pdf")],
  ask_rating: [says("4"), says("4/5"), says("9")],
  buttons: [
    { type: "button", text: "yes", payload: "$0" },
    { type: "button", text: "", payload: "$1" },
    says("Neither"),
    { type: "image", url },
  ],
};

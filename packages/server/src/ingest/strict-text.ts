import { type Ingested, refuse } from "./refusal.ts";

/** Passes an id, token, URL, header value or file name only as it is: a control or a lone surrogate refuses it (422). */
export function strictText(text: string, path?: string): Ingested<string> {
  return isStrictText(text) ? { ok: true, value: text } : refuse(422, UNCLEAN, path);
}

// TAB, LF and CR are controls here too: a header or a path must not hold them.
function isStrictText(text: string): boolean {
  return text.isWellFormed() && !ANY_CONTROL.test(text);
}

const UNCLEAN = "Control characters and lone surrogates are not allowed here.";
const ANY_CONTROL = /\p{Cc}/u;

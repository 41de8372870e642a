import { z } from "zod";
import { fieldNamesOf, parseTemplate, type Template } from "../expression/template.ts";
import { valueText } from "../expression/value-text.ts";
import type { ParamProblem, Turn } from "./kind.ts";

/** An address that a visitor's browser opens or loads; `@name` inserts a field. */
export const linkText = z.string().min(1).max(2000);

/** What an address may begin with: a link may also write a mail or dial, a file can only be loaded. */
export type LinkUse = "open" | "load";

const longestLink = 4096;
const web = String.raw`https?:\/\/[^\s\p{Cc}\\/?#]+(?:[/?#][^\s\p{Cc}\\]*)?`;
const call = String.raw`(?:mailto|tel):[^\s\p{Cc}\\]+`;
const whole: { readonly [use in LinkUse]: RegExp } = {
  open: new RegExp(`^(?:${web}|${call})$`, "iu"),
  load: new RegExp(`^${web}$`, "iu"),
};
const beginning: { readonly [use in LinkUse]: RegExp } = {
  open: /^(?:https?:\/\/|mailto:|tel:)/i,
  load: /^https?:\/\//i,
};

/** Finds what is wrong with an address as it is written. One that begins with a field is only known when shown. */
export function checkLink(
  text: string | undefined,
  path: ParamProblem["path"],
  use: LinkUse = "open",
): ParamProblem[] {
  if (text === undefined) return [];
  const template = parseTemplate(text);
  const [first] = template.parts;
  if (first?.kind === "field") return [];
  const written = first?.kind === "text" ? first.text : "";
  const isGood =
    fieldNamesOf(template).length === 0 ? isLink(written, use) : beginning[use].test(written);
  if (isGood) return [];
  const hint =
    use === "open" ? "Begin it with https://, mailto: or tel:." : "Begin it with https://.";
  return [{ path, code: "bad-link", message: `"${text}" is not an address to ${use}.`, hint }];
}

/**
 * Fills the fields in. One that begins the address stands as it is, the others are percent-encoded and cannot
 * leave their place. `null`, and a line for the operator, when what comes out is not an address of this use.
 */
export function renderLink(template: Template, turn: Turn, use: LinkUse = "open"): string | null {
  const [first] = template.parts;
  const isCall = first?.kind === "text" && /^(?:mailto|tel):/i.test(first.text);
  const link = template.parts
    .map((part, index) => {
      if (part.kind === "text") return part.text;
      const value = valueText(turn.field(part.name) ?? null);
      return index === 0 ? value.trim() : encode(value, isCall);
    })
    .join("");
  if (isLink(link, use)) return link;
  const message = `"${link.slice(0, 200)}" is not an address to ${use}.`;
  turn.trace({ kind: "error", code: "bad-link", message });
  return null;
}

function isLink(link: string, use: LinkUse): boolean {
  return link.length <= longestLink && whole[use].test(link);
}

/** Mail addresses and phone numbers keep their @ and +, which mean nothing else there. */
function encode(value: string, isCall: boolean): string {
  const encoded = encodeURIComponent(value.slice(0, longestLink).toWellFormed());
  return isCall ? encoded.replaceAll("%40", "@").replaceAll("%2B", "+") : encoded;
}

import type { Scope } from "./evaluate.ts";
import { type Rendered, renderText, type Template } from "./template.ts";

const longestHeader = 8_000;

/** Writes the value of an HTTP header. Line breaks, control characters and anything beyond Latin-1 are refused. */
export function renderHeader(template: Template, scope: Scope): Rendered {
  const text = renderText(template, scope);
  if (text.length > longestHeader) return refusal(template, "header-too-long", "is too long");
  const strange = /[^\t\x20-\x7e\x80-\xff]/.exec(text)?.[0];
  if (strange === undefined) return { ok: true, text };
  const code = (strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return refusal(template, "bad-header", `has a character that a header cannot carry (U+${code})`);
}

function refusal(template: Template, code: string, fault: string): Rendered {
  const to = template.parts.at(-1)?.to ?? 0;
  const hint = "Use UrlEncode in a Formulas block before, or send it in the body.";
  return { ok: false, problem: { code, message: `This header ${fault}.`, hint, from: 0, to } };
}

import type { EgressProblem } from "../ports/egress.ts";

/** Checks headers and returns them as the flat list of names and values the client sends; framing and proxy headers are refused. */
export function readHeaders(headers: Readonly<Record<string, string>>): string[] | EgressProblem {
  const flat: string[] = [];
  let chars = 0;
  for (const [name, value] of Object.entries(headers)) {
    const wrong = nameProblem(name) ?? valueProblem(name, value);
    if (wrong !== null) return { code: "header", message: wrong };
    chars += name.length + value.length;
    flat.push(name, value);
  }
  if (chars > MAX_CHARS || flat.length > 2 * MAX_HEADERS) return TOO_MANY;
  return hasRepeatedName(flat) ? REPEATED : flat;
}

const MAX_CHARS = 32_768;
const MAX_HEADERS = 100;
const TOO_MANY: EgressProblem = {
  code: "header",
  message: "The headers are too many or too long.",
};
const REPEATED: EgressProblem = { code: "header", message: "A header is given twice." };

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// TAB, visible ASCII and Latin-1: what goes out byte for byte as it was written.
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const REFUSED_NAMES: ReadonlySet<string> = new Set([
  ...["host", "content-length", "transfer-encoding", "connection", "keep-alive", "te", "trailer"],
  ...["upgrade", "expect", "http2-settings", "forwarded", "via", "x-real-ip", "x-flow-depth"],
]);
const REFUSED_BEGINNINGS = /^(?:proxy-|x-forwarded-|x-aws-ec2-metadata-token|metadata)/;

function nameProblem(name: string): string | null {
  if (!TOKEN.test(name)) return "A header's name has characters that are not allowed.";
  const lower = name.toLowerCase();
  if (!REFUSED_NAMES.has(lower) && !REFUSED_BEGINNINGS.test(lower)) return null;
  return `The header ${name} cannot be set.`;
}

function valueProblem(name: string, value: string): string | null {
  return VALUE.test(value) ? null : `The header ${name} has characters that are not allowed.`;
}

function hasRepeatedName(flat: readonly string[]): boolean {
  const seen = new Set<string>();
  for (let i = 0; i < flat.length; i += 2) seen.add((flat[i] ?? "").toLowerCase());
  return seen.size * 2 < flat.length;
}

import { jsonPointer } from "./json-pointer.ts";

/** The JSON Pointer of the first key that valid JSON holds twice in one object. Slow: asked only once there is one. */
export function findEqualKeys(text: string): string | undefined {
  const open: Container[] = [];
  for (const token of tokens(text)) {
    const container = open.at(-1);
    if (token === "{") open.push({ keys: new Set(), step: undefined });
    else if (token === "[") open.push({ keys: undefined, step: 0 });
    else if (token === "}" || token === "]") open.pop();
    else if (container !== undefined && takes(container, token) === "equal key") {
      return jsonPointer(open.map(({ step }) => step ?? ""));
    }
  }
  return undefined;
}

/** An object (with the keys met so far) or an array, and the member or element the scan is in. */
interface Container {
  readonly keys: Set<string> | undefined;
  step: string | number | undefined;
}

function takes(container: Container, token: string): "equal key" | undefined {
  const { keys, step } = container;
  if (token === ",") {
    container.step = typeof step === "number" ? step + 1 : undefined;
  } else if (keys !== undefined && step === undefined) {
    const key = String(JSON.parse(token));
    container.step = key;
    if (keys.has(key)) return "equal key";
    keys.add(key);
  }
  return undefined;
}

/** Strings, commas and brackets; the rest of valid JSON tells nothing about keys. */
function* tokens(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    const end = text[at] === '"' ? endOfString(text, at) : at + 1;
    const token = text.slice(at, end);
    if (token.length > 1 || "{}[],".includes(token)) yield token;
    at = end;
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

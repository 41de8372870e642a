import { InvalidArgumentError } from "commander";

/** Reads an http(s) address. */
export function webAddress(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "")
    return url.href;
  throw new InvalidArgumentError("Give an address such as https://example.org/hook.");
}

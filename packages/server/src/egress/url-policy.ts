import type { EgressPolicy, EgressProblem } from "../ports/egress.ts";
import type { AddressGate } from "./address-gate.ts";
import { parseAddress } from "./address-policy.ts";
import { isPermittedName } from "./name-policy.ts";
import { isPermittedPort } from "./port-policy.ts";

/** Where a request goes. All parts come from one parse, so that what was checked is what is connected to. */
export interface Target {
  readonly origin: string;
  /** Path and query; the fragment stays here. */
  readonly path: string;
}

/** Parses a URL once and checks all that can be known without resolving its name. */
export function readTarget(
  text: string,
  policy: EgressPolicy,
  gate: AddressGate,
): Target | EgressProblem {
  const url = parseUrl(text);
  if (url === null) return problem("invalid-url", "This is not a valid web address.");
  const isPlain = url.protocol === "http:";
  if (!isPlain && url.protocol !== "https:") {
    return problem("scheme", "Only http and https addresses can be called.");
  }
  if (isPlain && mustBeListed(url.protocol, policy) && !gate.hasAllowList) return NEEDS_HTTPS;
  if (url.username !== "" || url.password !== "") {
    return problem("userinfo", "Put the user name and password in a header, not in the address.");
  }
  const port = url.port === "" ? (isPlain ? 80 : 443) : Number(url.port);
  if (!isPermittedPort(port)) return problem("port", "This port cannot be called.");
  return hostProblem(url, port, policy, gate) ?? { origin: url.origin, path: pathOf(url) };
}

/** Says whether a call needs an entry on the allow-list even for a public address: a Webhook block without TLS does. */
export function mustBeListed(protocol: string, policy: EgressPolicy): boolean {
  return protocol === "http:" && policy === "webhook-block";
}

/** The one text for an address that is refused and for a name that is unknown: telling them apart would map the inside. */
export const UNUSABLE_ADDRESS =
  "This server cannot be called: its name is unknown or its address is not allowed.";

const NEEDS_HTTPS = problem("scheme", "This address must begin with https://.");
const MAX_URL_CHARS = 8192;
const CONTROLS = /\p{Cc}/u;

/** Parses an address as written in good faith; `null` for any other. */
export function parseUrl(text: string): URL | null {
  // WHATWG parsing drops TAB, CR and LF silently; a text that has them was not written in good faith.
  if (text.length > MAX_URL_CHARS || CONTROLS.test(text) || !text.isWellFormed()) return null;
  return URL.parse(text);
}

function hostProblem(
  url: URL,
  port: number,
  policy: EgressPolicy,
  gate: AddressGate,
): EgressProblem | null {
  const host = url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
  if (gate.isOwn(host, port)) return problem("own-address", "A flow cannot call its own server.");
  if (parseAddress(host) !== null) {
    const refusal = gate.refusal(host, port, mustBeListed(url.protocol, policy));
    return refusal === null ? null : problem("address", UNUSABLE_ADDRESS);
  }
  return isPermittedName(host) ? null : problem("name", UNUSABLE_ADDRESS);
}

/** What of an address goes to its server. */
export function pathOf(url: URL): string {
  return url.pathname + url.search;
}

function problem(code: EgressProblem["code"], message: string): EgressProblem {
  return { code, message };
}

import type { HttpRequest } from "../../conversation/effect.ts";
import type { Scope } from "../../expression/evaluate.ts";
import { renderHeader } from "../../expression/render-header.ts";
import { renderUrl } from "../../expression/render-url.ts";
import { parseTemplate, type Template } from "../../expression/template.ts";
import type { ParamProblem } from "../kind.ts";
import { type BodyTemplate, parseBody, renderBody } from "./body-template.ts";
import { encodePairs, type PairTemplate, parsePair } from "./pair-template.ts";
import { problemAt, type RenderedPart } from "./rendered-part.ts";
import type { Webhook } from "./webhook-params.ts";

/** A request whose templates are parsed and not yet filled in. */
export interface RequestTemplate {
  readonly method: HttpRequest["method"];
  readonly url: Template;
  readonly query: readonly PairTemplate[];
  readonly headers: readonly PairTemplate[];
  readonly body: BodyTemplate;
  readonly timeoutMs: number;
  readonly retries: number;
}

/** A request ready to be sent, or the parameter that cannot be filled in. */
export type RenderedRequest =
  | { readonly ok: true; readonly request: HttpRequest }
  | { readonly ok: false; readonly problem: ParamProblem };

const longestUrl = 8_000;

/** Parses the templates of a request. */
export function parseRequest(params: Webhook): RequestTemplate {
  return {
    method: params.method,
    url: parseTemplate(params.url),
    query: params.query.map(parsePair),
    headers: params.headers.map(parsePair),
    body: parseBody(params.body),
    timeoutMs: params.timeoutSeconds * 1000,
    retries: params.retries,
  };
}

/**
 * Fills the fields in. No value can change the host, add a header or alter the structure of a JSON body: one
 * that cannot stand in its place is a problem, and there is no request then.
 */
export function renderRequest(template: RequestTemplate, scope: Scope): RenderedRequest {
  const url = renderAddress(template, scope);
  if (!url.ok) return url;
  const headers = renderHeaders(template.headers, scope);
  if (!headers.ok) return headers;
  const body = renderBody(template.body, scope);
  if (!body.ok) return body;
  const { method, timeoutMs, retries } = template;
  const { text, contentType } = body.made;
  const request: HttpRequest = {
    method,
    url: url.made,
    headers: withContentType(headers.made, contentType),
    body: text,
    timeoutMs,
    retries,
  };
  return { ok: true, request };
}

function renderAddress({ url, query }: RequestTemplate, scope: Scope): RenderedPart<string> {
  const rendered = renderUrl(url, scope);
  if (!rendered.ok) return { ok: false, problem: problemAt(["url"], rendered.problem) };
  // What follows # is never sent; the query must not land there.
  const [address = ""] = rendered.text.split("#", 1);
  if (query.length === 0) return { ok: true, made: address };
  const made = joinQuery(address, encodePairs(query, scope, longestUrl));
  return made.length > longestUrl ? { ok: false, problem: urlTooLong } : { ok: true, made };
}

function joinQuery(address: string, query: string): string {
  if (!address.includes("?")) return `${address}?${query}`;
  return /[?&]$/.test(address) ? `${address}${query}` : `${address}&${query}`;
}

function renderHeaders(
  pairs: readonly PairTemplate[],
  scope: Scope,
): RenderedPart<{ readonly [name: string]: string }> {
  const made = new Map<string, string>();
  for (const [index, { name, value }] of pairs.entries()) {
    const rendered = renderHeader(value, scope);
    if (!rendered.ok)
      return { ok: false, problem: problemAt(["headers", index, "value"], rendered.problem) };
    made.set(name, rendered.text);
  }
  return { ok: true, made: Object.fromEntries(made) };
}

// The author's own Content-Type wins: there are JSON types beside application/json.
function withContentType(
  headers: { readonly [name: string]: string },
  contentType: string | null,
): { readonly [name: string]: string } {
  const hasOwn = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  return hasOwn || contentType === null ? headers : { ...headers, "Content-Type": contentType };
}

const urlTooLong: ParamProblem = {
  path: ["query"],
  code: "url-too-long",
  message: `This address grows longer than ${longestUrl} characters.`,
  hint: "Send large values in the body.",
};

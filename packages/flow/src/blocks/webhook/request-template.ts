import type { HttpRequest } from "../../conversation/effect.ts";
import type { Scope } from "../../expression/evaluate.ts";
import type { FormulaProblem } from "../../expression/expression.ts";
import { renderHeader } from "../../expression/render-header.ts";
import { renderJsonBody } from "../../expression/render-json-body.ts";
import { renderUrl } from "../../expression/render-url.ts";
import {
  maxRenderedLength,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import type { ParamProblem } from "../kind.ts";
import type { Webhook, WebhookBody } from "./webhook-params.ts";

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

interface PairTemplate {
  readonly name: string;
  readonly value: Template;
}

type BodyTemplate =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly template: Template }
  | { readonly kind: "form"; readonly pairs: readonly PairTemplate[] }
  | { readonly kind: "text"; readonly template: Template; readonly contentType: string };

type Part<Made> =
  | { readonly ok: true; readonly made: Made }
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

/** Turns the problem of one template into that of the parameter it stands in. */
export function problemAt(path: ParamProblem["path"], problem: FormulaProblem): ParamProblem {
  const { code, message, hint, from, to } = problem;
  return { path: [...path, from, to], code, message: `${message} (at ${from})`, hint };
}

function parsePair({
  name,
  value,
}: {
  readonly name: string;
  readonly value: string;
}): PairTemplate {
  return { name, value: parseTemplate(value) };
}

function parseBody(body: WebhookBody): BodyTemplate {
  switch (body.kind) {
    case "none":
      return body;
    case "json":
      return { kind: "json", template: parseTemplate(body.template) };
    case "form":
      return { kind: "form", pairs: body.pairs.map(parsePair) };
    case "text":
      return { kind: "text", template: parseTemplate(body.text), contentType: body.contentType };
  }
}

function renderAddress({ url, query }: RequestTemplate, scope: Scope): Part<string> {
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
): Part<{ readonly [name: string]: string }> {
  const made = new Map<string, string>();
  for (const [index, { name, value }] of pairs.entries()) {
    const rendered = renderHeader(value, scope);
    if (!rendered.ok)
      return { ok: false, problem: problemAt(["headers", index, "value"], rendered.problem) };
    made.set(name, rendered.text);
  }
  return { ok: true, made: Object.fromEntries(made) };
}

interface Body {
  readonly text: string | null;
  readonly contentType: string | null;
}

function renderBody(body: BodyTemplate, scope: Scope): Part<Body> {
  switch (body.kind) {
    case "none":
      return { ok: true, made: { text: null, contentType: null } };
    case "json": {
      const rendered = renderJsonBody(body.template, scope);
      if (!rendered.ok)
        return { ok: false, problem: problemAt(["body", "template"], rendered.problem) };
      return { ok: true, made: { text: rendered.text, contentType: "application/json" } };
    }
    case "form": {
      const text = encodePairs(body.pairs, scope, maxRenderedLength);
      return sized(["body", "pairs"], text, "application/x-www-form-urlencoded");
    }
    case "text":
      return sized(["body", "text"], renderText(body.template, scope), body.contentType);
  }
}

// A text at the very limit has been cut there, and half a body must not be sent.
function sized(path: ParamProblem["path"], text: string, contentType: string): Part<Body> {
  if (text.length < maxRenderedLength) return { ok: true, made: { text, contentType } };
  return { ok: false, problem: { path, ...bodyTooLarge } };
}

/** Writes pairs as a form does; stops where it has grown beyond the limit. */
function encodePairs(pairs: readonly PairTemplate[], scope: Scope, limit: number): string {
  let text = "";
  for (const { name, value } of pairs) {
    const pair = `${encode(name)}=${encode(renderText(value, scope))}`;
    text = text === "" ? pair : `${text}&${pair}`;
    if (text.length > limit) break;
  }
  return text;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
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

const bodyTooLarge = {
  code: "body-too-large",
  message: `This body grows larger than ${maxRenderedLength} characters.`,
  hint: "Send fewer or smaller fields.",
};

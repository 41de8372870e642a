import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, join } from "node:path";
import type { Html } from "./html.ts";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const types: { readonly [ending: string]: string } = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

/** Answers with a page; its policy allows this service's own files and nothing inline. */
export function sendPage(response: ServerResponse, status: number, page: Html): void {
  send(response, status, "text/html; charset=utf-8", page.text);
}

/** Answers in JSON. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  send(response, status, "application/json", JSON.stringify(body));
}

/** Answers `/assets/<name>` from a folder: stylesheets, scripts and drawings only. */
export async function sendAsset(
  response: ServerResponse,
  folder: string,
  path: string,
): Promise<void> {
  const name = /^\/assets\/([\w-]+\.\w+)$/.exec(path)?.[1] ?? "";
  const type = types[extname(name)];
  const body = type && (await readFile(join(folder, name)).catch(() => null));
  if (!(type && body)) return sendJson(response, 404, { detail: "Nothing is here." });
  send(response, 200, type, body);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, {
    "content-type": type,
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    // Stricter, "no-referrer", would make browsers send "Origin: null" with our own forms.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
  });
  response.end(body);
}

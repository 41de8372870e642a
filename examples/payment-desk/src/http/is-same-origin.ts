import type { IncomingHttpHeaders } from "node:http";

/**
 * False when a browser says that another site's page sent the request.
 * Programs send neither header; they cannot be tricked into a click.
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  if (headers.origin === undefined) return true;
  return URL.parse(headers.origin)?.host === headers.host;
}

import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";

/** The frame in which the Studio tries a draft: the chat's script and nothing else. */
const pageWith = (nonce: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Chat</title>
<link rel="icon" href="data:,">
<script src="/webchat/assets/try.js" nonce="${nonce}" defer></script>
</head>
<body></body>
</html>
`;

/**
 * A draft's texts, links and styles are drawn here. `sandbox` without `allow-same-origin` takes the origin away,
 * however the page is opened: no cookie, no storage, no way to the pages around it or to this server. Safari knows no
 * 'self' where there is no origin: there the nonce lets the script in, and those that it imports.
 */
const policyWith = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data: blob: https: http:",
    "media-src blob: https: http:",
    "font-src https:",
    "frame-src https://www.youtube-nocookie.com https://www.youtube.com https://player.vimeo.com",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox",
  ].join("; ");

/** Serves the frame at the Studio's side. */
export function serveTryPage(app: FastifyInstance): void {
  app.get("/studio/try.html", (_, reply) => {
    const nonce = randomBytes(16).toString("base64url");
    return reply
      .type("text/html; charset=utf-8")
      .header("content-security-policy", policyWith(nonce))
      .header("cache-control", "no-store")
      .header("referrer-policy", "no-referrer")
      .send(pageWith(nonce));
  });
}

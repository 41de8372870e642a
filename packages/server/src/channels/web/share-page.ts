import type { ChannelRecord } from "../../ports/records.ts";

/** The page behind a channel's share link: the chat and nothing else. No script and no style stands in it. */
export function sharePage(channel: ChannelRecord, config: Record<string, unknown>): string {
  const title = escapeHtml(String(config.brand_name || channel.name));
  const language = escapeHtml(String(config.language ?? "en"));
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<script type="application/json" id="parley-config">${scriptSafe(config)}</script>
<script src="/webchat/assets/chat.js" data-parley-page defer></script>
</head>
<body>
<noscript>This chat needs JavaScript.</noscript>
</body>
</html>
`;
}

/** What the page may load: itself, this server, and pictures, sounds and films that messages show. */
export function sharePagePolicy(channel: ChannelRecord): string {
  const allowed = channel.settings.allowed_sites;
  const sites = Array.isArray(allowed) ? allowed.filter(isOrigin) : null;
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob: https: http:",
    "media-src 'self' blob: https: http:",
    "font-src 'self' https:",
    "frame-src https://www.youtube-nocookie.com https://www.youtube.com https://player.vimeo.com",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${sites ? ["'self'", ...sites].join(" ") : "*"}`,
  ].join("; ");
}

const isOrigin = (site: unknown): site is string =>
  typeof site === "string" && /^https?:\/\/[a-z0-9.*-]+(:\d{1,5})?$/i.test(site);

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (it) => entities[it] ?? it);

/** JSON that cannot end its script element, whatever the words in it. */
const scriptSafe = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

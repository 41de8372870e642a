const schemes = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address as it may stand in a link: absolute, of a scheme that runs nothing; else null. */
export function safeHref(address: string): string | null {
  const url = parse(address);
  return url && schemes.has(url.protocol) ? url.href : null;
}

/** The address as it may load a picture, sound or film: http and https only, and what a frame without an origin keeps itself. */
export function safeSource(address: string | undefined, base?: string): string | null {
  // No address is no picture: resolved against a base it would be the base.
  const url = address === undefined ? null : parse(address, base);
  return url && /^(https?:|blob:null\/)/.test(url.href) ? url.href : null;
}

const players: readonly [host: RegExp, embed: (url: URL) => string | null][] = [
  [/^(www\.|m\.)?youtube(-nocookie)?\.com$/, (url) => youtube(youtubeId(url), url)],
  [/^youtu\.be$/, (url) => youtube(url.pathname.slice(1), url)],
  [/^(www\.|player\.)?vimeo\.com$/, (url) => vimeo(url.pathname.split("/").at(-1) ?? "", url)],
];

/** The player page of a film on a host we let into a frame; null for every other address. */
export function playerOf(address: string | undefined): string | null {
  const url = parse(address ?? "");
  if (url?.protocol !== "https:") return null;
  const player = players.find(([host]) => host.test(url.hostname));
  return player ? player[1](url) : null;
}

function youtubeId(url: URL): string {
  return url.searchParams.get("v") ?? url.pathname.split("/").at(-1) ?? "";
}

function youtube(id: string, url: URL): string | null {
  if (!/^[\w-]{11}$/.test(id)) return null;
  return `https://www.youtube-nocookie.com/embed/${id}${kept(url, "?start")}`;
}

function vimeo(id: string, url: URL): string | null {
  if (!/^\d{6,12}$/.test(id)) return null;
  // Without it the player sets cookies and counts who watches.
  return `https://player.vimeo.com/video/${id}?dnt=1${kept(url, "&h")}`;
}

/** Where a film begins, or the key of one that is not listed; `name` after the mark that leads it in. */
function kept({ searchParams }: URL, name: string): string {
  const value = searchParams.get(name.slice(1)) ?? "";
  return /^\w+$/.test(value) ? `${name}=${value}` : "";
}

function parse(address: string, base?: string): URL | null {
  try {
    return new URL(address.trim(), base);
  } catch {
    return null;
  }
}

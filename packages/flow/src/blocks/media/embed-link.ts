const youtubeHost = /^(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com$/i;
const videoPath = /^\/(?:shorts|live|embed|v)\/([\w-]{6,20})\/?$/;

/** Turns the page of a YouTube or Vimeo video into the address that can be embedded; leaves others alone. */
export function embedLink(url: string): string {
  const match = /^https?:\/\/([^/?#:]+)([^?#]*)(?:\?([^#]*))?/i.exec(url);
  if (!match) return url;
  const [, host = "", path = "", query = ""] = match;
  return youtube(host, path, query) ?? vimeo(host, path) ?? url;
}

function youtube(host: string, path: string, query: string): string | null {
  const id = youtubeId(host, path, query);
  if (id === null) return null;
  const start = startSeconds(parameter(query, "t") ?? parameter(query, "start") ?? "");
  return `https://www.youtube-nocookie.com/embed/${id}${start > 0 ? `?start=${start}` : ""}`;
}

function youtubeId(host: string, path: string, query: string): string | null {
  if (/^(?:www\.)?youtu\.be$/i.test(host)) return /^\/([\w-]{6,20})\/?$/.exec(path)?.[1] ?? null;
  if (!youtubeHost.test(host)) return null;
  const id = /^\/watch\/?$/.test(path) ? parameter(query, "v") : videoPath.exec(path)?.[1];
  return id !== undefined && /^[\w-]{6,20}$/.test(id) ? id : null;
}

/** `https://vimeo.com/123`, and `/123/abc` for a video that only its link's holders may see. */
function vimeo(host: string, path: string): string | null {
  if (!/^(?:www\.)?vimeo\.com$/i.test(host)) return null;
  const match = /^\/(?:channels\/[\w-]+\/|video\/)?(\d{1,12})(?:\/([0-9a-f]{4,20}))?\/?$/i.exec(
    path,
  );
  if (!match) return null;
  const [, id, key] = match;
  return `https://player.vimeo.com/video/${id}${key === undefined ? "" : `?h=${key}`}`;
}

function parameter(query: string, name: string): string | undefined {
  const pair = query.split("&").find((it) => it.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/** Reads `90`, `90s` and `1h2m3s`. */
function startSeconds(written: string): number {
  const match = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/.exec(written);
  const [, hours = "0", minutes = "0", seconds = "0"] = match ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

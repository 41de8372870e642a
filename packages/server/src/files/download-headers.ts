import type { StoredFile } from "../ports/files.ts";

/** The headers under which a visitor's file can be handed out without anything in it being run. */
export function downloadHeaders(file: StoredFile): Readonly<Record<string, string>> {
  return {
    "content-type": file.type,
    "content-disposition": contentDisposition(file.name),
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=3600, immutable",
  };
}

// RFC 6266: a plain name for old clients, the real one percent-encoded (RFC 8187).
function contentDisposition(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, percentEncode);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const percentEncode = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** Says whether a name can be a file's name at all: it has no control characters and no lone surrogates. */
export function isFileName(name: string): boolean {
  return name.isWellFormed() && !/\p{Cc}/u.test(name);
}

/** A name to show and to download under: no path, nothing that a system reserves or that turns text round, and the extension of what the file is. */
export function fileName(sent: string, extension: string): string {
  const last = sent.split(/[\\/]/).at(-1) ?? "";
  const base = last
    .replaceAll(/[<>:"|?*]/g, "_")
    .replaceAll(/\p{Bidi_Control}/gu, "")
    .replace(/\.[^.]*$/, "")
    .replaceAll(/^[.\s]+|[.\s]+$/g, "");
  return `${shorten(base) || "file"}.${extension}`;
}

const MAX_BASE_BYTES = 150;

function shorten(text: string): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_BASE_BYTES) break;
    end += character.length;
  }
  return text.slice(0, end);
}

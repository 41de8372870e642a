const nowhere = "https://studio.invalid";
const longest = 2048;

/**
 * The address below the Studio that somebody asked to come back to, tidied; `null` for anything that could lead
 * elsewhere: other origins, schemes, `//host` in any spelling, control characters.
 */
export function safePath(value: unknown): string | null {
  if (typeof value !== "string" || value.length > longest) return null;
  if (!value.startsWith("/") || hasTrickyCharacter(value)) return null;
  const url = URL.parse(value, nowhere);
  if (!url || url.origin !== nowhere || !isPlainPath(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}

/** Browsers drop or rewrite these before they look where an address leads. */
const hasTrickyCharacter = (text: string): boolean => /[\p{Cc} \u00a0\\]/u.test(text);

/** What looks like a path stays one when it is decoded once more. */
function isPlainPath(pathname: string): boolean {
  try {
    const decoded = decodeURIComponent(pathname);
    return !/^\/[/\\]/.test(decoded) && !hasTrickyCharacter(decoded.replaceAll(" ", ""));
  } catch {
    return false;
  }
}

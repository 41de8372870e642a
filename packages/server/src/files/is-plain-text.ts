import { isUtf8 } from "node:buffer";

/** Says whether bytes are UTF-8 text without controls that no browser could take for markup or a document of another kind. */
export function isPlainText(file: Buffer): boolean {
  if (!isUtf8(file)) return false;
  const text = file.toString("utf8");
  return !CONTROLS.test(text) && !MARKUP.test(text.slice(0, SNIFFED_CHARACTERS));
}

// Browsers look at no more than the first 1,445 bytes of a body.
const SNIFFED_CHARACTERS = 2_048;
const CONTROLS = /(?![\t\n\r])\p{Cc}/u;
const MARKUP = /<(?:!|\?|\/?[a-z][a-z0-9:-]*[\s/>])|%pdf-|%!ps/i;

/** Free text as it may be stored: no controls but TAB, LF and CR, every lone surrogate replaced by U+FFFD. */
export function cleanText(text: string): string {
  // Surrogates first: a control between two halves must not make a character that nobody sent.
  return text.toWellFormed().replace(REMOVED_CONTROLS, "");
}

/** Says whether `cleanText` would leave the text as it is. */
export function isCleanText(text: string): boolean {
  return text.isWellFormed() && text.search(REMOVED_CONTROLS) === -1;
}

// NUL, the other C0 controls, DEL and C1. Bidi and zero-width characters are not among them and stay.
const REMOVED_CONTROLS = /(?![\t\n\r])\p{Cc}/gu;

/** Makes texts that differ only in case or in Unicode composition equal, before any database compares them. */
export function foldText(text: string): string {
  return text.toWellFormed().normalize("NFC").toLowerCase();
}

/** Folds a phone number: what people put between the digits does not count. */
export function foldPhone(text: string): string {
  return foldText(text).replace(/[\s().\-/]+/g, "");
}

/** A number with its country in front, unless the visitor wrote one or wrote no number. */
export function withDialCode(written: string, dialCode: string): string {
  const isWhole = /^(\+|00)/.test(written);
  if (!dialCode || isWhole || !/^[\d\s().-]+$/.test(written)) return written;
  // Italy keeps the zero of the area code; everyone else drops it.
  return `+${dialCode} ${dialCode === "39" ? written : written.replace(/^0+(?=\d)/, "")}`;
}

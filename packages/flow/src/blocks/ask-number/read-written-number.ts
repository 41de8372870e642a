/** The mark that a customer writes before the fraction. */
export type DecimalMark = "." | ",";

const longestWritten = 40;
const shape = /^([+-]?)(\d[\d .,']*|[.,]\d+)$/;
const groups = /^[1-9]\d{0,2}([ .,'])\d{3}(?:\1\d{3})*$/;

/**
 * Reads a number as people write it, with a decimal comma or point and with groups of three digits set apart
 * by a space, an apostrophe, a point or a comma; `null` for anything else.
 *
 * Where both marks occur, the last one is the decimal mark. A mark that occurs more than once sets groups apart.
 * `1.234` and `1,234` can mean either: `decimalMark` decides, and for a whole number they are groups.
 */
export function readWrittenNumber(
  written: string,
  decimalMark: DecimalMark,
  isWhole: boolean,
): number | null {
  if (written.length > longestWritten) return null;
  const match = shape.exec(plainMarks(written, decimalMark));
  if (!match) return null;
  const [, sign = "", digits = ""] = match;
  const value = readDigits(digits, isWhole ? null : decimalMark);
  // There is no -0 for a customer.
  return value === null || value === 0 || sign !== "-" ? value : -value;
}

function plainMarks(written: string, decimalMark: DecimalMark): string {
  const plain = written.normalize("NFKC").replaceAll(/\s+/g, " ");
  // The Arabic marks for groups and decimals.
  const western = plain.replaceAll("\u066c", "'").replace("\u066b", decimalMark);
  return western.replaceAll("’", "'").replace("\u2212", "-");
}

function readDigits(digits: string, decimalMark: DecimalMark | null): number | null {
  const at = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const isDecimal = at >= 0 && !isGroups(digits, at, decimalMark);
  const whole = ungroup(isDecimal ? digits.slice(0, at) : digits, isDecimal ? digits[at] : "");
  const fraction = isDecimal ? digits.slice(at + 1) : "";
  if (whole === null || !/^\d*$/.test(fraction)) return null;
  return Number(`${whole || "0"}.${fraction || "0"}`);
}

/** Tells whether the last mark sets groups apart. */
function isGroups(digits: string, at: number, decimalMark: DecimalMark | null): boolean {
  const mark = digits[at] ?? "";
  return groups.test(digits) && (mark !== decimalMark || digits.indexOf(mark) !== at);
}

/** Takes the group marks out; `null` where what is left is no whole number, or both marks are one. */
function ungroup(whole: string, decimalMark: string | undefined): string | null {
  const mark = groups.exec(whole)?.[1];
  if (mark !== undefined && mark !== decimalMark) return whole.replaceAll(mark, "");
  return /^\d*$/.test(whole) ? whole : null;
}

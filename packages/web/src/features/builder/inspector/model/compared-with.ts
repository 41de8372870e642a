/** Reads `42` as a number and `true` as a yes; a text that only looks like one (`007`) stays a text. */
export function comparedWith(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return text !== "" && Number.isFinite(number) && String(number) === text ? number : text;
}

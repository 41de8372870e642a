import { type Entry, wordsOf } from "@parley/flow";

/** As much as a row of a list shows. */
const most = 160;

/** The beginning of what an entry says, on one line: of an event its action, of a picture its caption. */
export function entryBeginning(entry: Entry): string {
  if ("action" in entry) return entry.action;
  const { message } = entry;
  const words = ("caption" in message && message.caption) || wordsOf(message);
  // As long as each of the characters that are kept could be, so that a long text is not walked through whole.
  const line = words
    .slice(0, most * 4)
    .replaceAll(/\s+/gu, " ")
    .trim();
  return [...line].slice(0, most).join("");
}

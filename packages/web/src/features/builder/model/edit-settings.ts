import type { FlowDocument } from "@parley/flow";

/** No keyword is longer. */
export const longestKeyword = 64;

/** A word that leads to a block from any free-text answer. */
export interface Keyword {
  readonly word: string;
  readonly block: string;
}

/** Sets the clock that the flow's dates are on. */
export function setTimeZone(flow: FlowDocument, timezone: string): FlowDocument {
  return { ...flow, timezone };
}

/** Sets the language of the bot's own words. */
export function setLanguage(flow: FlowDocument, language: string): FlowDocument {
  return { ...flow, language };
}

/** Sets where a message goes that nothing else takes; `null`: nowhere. */
export function setFallback(flow: FlowDocument, block: string | null): FlowDocument {
  const { fallback: _former, ...rest } = flow;
  if (block === null) return rest;
  return Object.hasOwn(flow.blocks, block) ? { ...rest, fallback: block } : flow;
}

/** Lets a word lead to a block. A word that cannot be a keyword changes nothing. */
export function addKeyword(flow: FlowDocument, { word, block }: Keyword): FlowDocument {
  if (refusedKeyword(flow, word) !== null || !Object.hasOwn(flow.blocks, block)) return flow;
  return { ...flow, keywords: { ...flow.keywords, [asKeyword(word)]: block } };
}

/** Changes a keyword's word, its block, or both; it stays where it is in the list. */
export function changeKeyword(
  flow: FlowDocument,
  former: string,
  { word, block }: Keyword,
): FlowDocument {
  const isKept = Object.hasOwn(flow.keywords, former);
  if (!isKept || refusedKeyword(flow, word, former) !== null) return flow;
  const keywords = Object.entries(flow.keywords).map(([it, to]) =>
    it === former ? [word === former ? former : asKeyword(word), block] : [it, to],
  );
  return { ...flow, keywords: Object.fromEntries(keywords) };
}

/** Takes a keyword out. */
export function removeKeyword(flow: FlowDocument, word: string): FlowDocument {
  const { [word]: _gone, ...keywords } = flow.keywords;
  return { ...flow, keywords };
}

/** Why a word cannot be a keyword, or not in place of `former`; `null` when it can. */
export function refusedKeyword(
  { keywords }: FlowDocument,
  word: string,
  former?: string,
): "empty" | "long" | "taken" | null {
  const said = asKeyword(word);
  if (said === "") return "empty";
  if (said.length > longestKeyword) return "long";
  const isTaken = Object.keys(keywords).some((it) => it !== former && asKeyword(it) === said);
  return isTaken ? "taken" : null;
}

/** A word as the flow compares it: however its accents are written; small and capital letters differ. */
export function asKeyword(word: string): string {
  return word.normalize("NFC").trim();
}

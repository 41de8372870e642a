/** A language to choose. */
export interface FlowLanguage {
  readonly tag: string;
  /** In the reader's language. */
  readonly name: string;
  /** In its own. */
  readonly ownName: string;
}

const offered =
  "ar bg bn ca cs da de de-AT de-CH el en en-AU en-CA en-GB en-IE en-IN en-NZ en-US en-ZA es es-419 es-AR es-CL es-CO es-ES es-MX " +
  "es-PE et eu fa fi fil fr fr-BE fr-CA fr-CH gl he hi hr hu id is it it-CH ja ko lt lv ms nb nl nl-BE pl pt pt-BR pt-PT ro ru " +
  "sk sl sq sr sv sw ta th tr uk ur vi zh zh-CN zh-HK zh-TW";

/** The languages that many bots speak, by their names in `reader`'s language; those of `also` are among them. */
export function flowLanguages(reader: string, also: readonly string[]): readonly FlowLanguage[] {
  const tags = new Set([...offered.split(" "), ...also]);
  return [...tags]
    .map((tag) => ({
      tag,
      name: languageName(tag, reader),
      ownName: languageName(tag, tag),
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name, reader));
}

/** What a language is called in `reader`'s language; a tag that stands for none as it is written. */
export function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The tag that somebody has written in full, for a language that has a name; `null` for any other text. */
export function writtenTag(text: string): string | null {
  try {
    const [tag = ""] = Intl.getCanonicalLocales(text.trim());
    const isKnown = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(tag);
    return isKnown === undefined ? null : tag;
  } catch {
    return null;
  }
}

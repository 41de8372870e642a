import { i18n } from "@lingui/core";

/** What stands in a message: `{name}`, or what a plural counts. */
export type Values = Readonly<Record<string, string | number>>;

/** A text of the product in the reader's language; the English text is its key. ICU: `{count, plural, one {# bot} other {# bots}}`. */
export function t(message: string, values?: Values): string {
  return i18n._(message, values);
}

/** Languages that the Studio speaks, each in its own words. */
export const languages = { en: "English", es: "Español", de: "Deutsch" } as const;
export type Language = keyof typeof languages;

const catalogues: { readonly [L in Language]: () => Promise<Readonly<Record<string, string>>> } = {
  en: async () => ({}),
  es: async () => (await import("./words/es.ts")).es,
  de: async () => (await import("./words/de.ts")).de,
};

/** Loads a language; texts drawn afterwards are in it. */
export async function speak(language: Language): Promise<void> {
  i18n.load(language, { ...(await catalogues[language]()) });
  i18n.activate(language);
}

/** The language to begin with: the one that was chosen here, else the browser's first that the Studio speaks. */
export function chooseLanguage(chosen: string | null, preferred: readonly string[]): Language {
  const known = (tag: string): tag is Language => Object.hasOwn(languages, tag);
  if (chosen !== null && known(chosen)) return chosen;
  return preferred.map((tag) => tag.split("-")[0] ?? "").find(known) ?? "en";
}

import { i18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";

/** What stands in a message: `{name}`, or what a plural counts. */
export type Values = Readonly<Record<string, string | number>>;

/** A text of the product in the reader's language; the English text is its key. ICU: `{count, plural, one {# bot} other {# bots}}`. */
export function t(message: string, values?: Values): string {
  return i18n._(message, values);
}

/** Languages that the Studio speaks, each in its own words. */
export const languages = { en: "English", es: "Español", de: "Deutsch" } as const;
export type Language = keyof typeof languages;

/** Where the choice is kept. */
export const languageKey = "parley/language";

const catalogues: { readonly [L in Language]: () => Promise<Readonly<Record<string, string>>> } = {
  en: async () => ({}),
  es: async () => (await import("./words/es.json")).default,
  de: async () => (await import("./words/de.json")).default,
};

/** Loads a language; texts drawn afterwards are in it. */
export async function speak(language: Language): Promise<void> {
  const catalogue = await catalogues[language]();
  i18n.setMessagesCompiler(createCompiler());
  i18n.load(language, { ...catalogue });
  i18n.activate(language);
}

/** The language that is spoken now. */
export function spokenLanguage(): Language {
  return isLanguage(i18n.locale) ? i18n.locale : "en";
}

/** That language as the reader's region writes times and numbers, where their browser names one. */
export function spokenLocale(): string {
  const language = spokenLanguage();
  const ofRegion = navigator.languages.find((tag) => tag.startsWith(`${language}-`));
  return ofRegion ?? language;
}

/** Hears when another language is spoken, until the returned function is called. */
export function onOtherLanguage(tell: () => void): () => void {
  return i18n.on("change", tell);
}

/** The language to begin with: the one that was chosen here, else the browser's first that the Studio speaks. */
export function chooseLanguage(chosen: string | null, preferred: readonly string[]): Language {
  if (chosen !== null && isLanguage(chosen)) return chosen;
  return preferred.map((tag) => tag.split("-")[0] ?? "").find(isLanguage) ?? "en";
}

/** Says whether the Studio speaks a language. */
export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(languages, tag);
}

/** Screens are drawn often: each message is read once. The library itself compiles nothing in production. */
function createCompiler(): typeof compileMessage {
  const known = new Map<string, ReturnType<typeof compileMessage>>();
  return (message) => {
    const compiled = known.get(message) ?? compileMessage(message);
    known.set(message, compiled);
    return compiled;
  };
}

import { useSyncExternalStore } from "react";
import { followTheme, readTheme, type Theme, themeKey } from "./theme.ts";
import { chooseLanguage, type Language, languageKey, speak } from "./words.ts";

const changed = "parley:appearance";

/** Draws the page as this browser was told to: its theme, and its language before anything is shown. */
export async function startAppearance(root: HTMLElement): Promise<void> {
  followTheme(root, readTheme(localStorage.getItem(themeKey)));
  await follow(chooseLanguage(localStorage.getItem(languageKey), navigator.languages), root);
}

/** The theme that was chosen in this browser, also in another tab of it. */
export function useTheme(): Theme {
  return useSyncExternalStore(listen, () => readTheme(localStorage.getItem(themeKey)));
}

/** Takes a theme, now and from now on. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(themeKey, theme);
  followTheme(document.documentElement, theme);
  window.dispatchEvent(new Event(changed));
}

/** Speaks a language, now and from now on. */
export async function speakFromNowOn(language: Language): Promise<void> {
  await follow(language, document.documentElement);
  localStorage.setItem(languageKey, language);
}

async function follow(language: Language, root: HTMLElement): Promise<void> {
  await speak(language);
  root.lang = language;
}

function listen(tell: () => void): () => void {
  const hear = () => {
    followTheme(document.documentElement, readTheme(localStorage.getItem(themeKey)));
    tell();
  };
  window.addEventListener("storage", hear);
  window.addEventListener(changed, hear);
  return () => {
    window.removeEventListener("storage", hear);
    window.removeEventListener(changed, hear);
  };
}

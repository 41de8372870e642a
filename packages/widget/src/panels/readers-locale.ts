/** The reader's language. Some browsers name none that there is, such as `C`: then the one that dates are written in. */
export function readersLocale(): Intl.Locale {
  try {
    return new Intl.Locale(navigator.language);
  } catch {
    return new Intl.Locale(new Intl.DateTimeFormat().resolvedOptions().locale);
  }
}

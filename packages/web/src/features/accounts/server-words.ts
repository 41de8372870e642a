import { ApiError } from "../../data/api.ts";
import { t } from "../../ui/words.ts";

/** What the server says about accounts, in the reader's language; what is not known here stays as it came. */
export function serverWords(message: string): string {
  return known()[message] ?? message;
}

/** What is wrong with the fields of a form, by their names. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
  return Object.fromEntries(fields.map(([name, [first = ""]]) => [name, serverWords(first)]));
}

/** `docs/errors.md` has these. */
function known(): Readonly<Record<string, string>> {
  return {
    "The e-mail address or the password is wrong.": t(
      "The e-mail address or the password is wrong.",
    ),
    "This code is wrong, or was used before.": t("This code is wrong, or was used before."),
    "This sign-in has ended. Begin again with the password.": t(
      "This sign-in has ended. Begin again with the password.",
    ),
    "This installation has been set up": t("This installation has been set up."),
    "Sign in with the address that was invited": t("Sign in with the address that was invited."),
    "Somebody with this address belongs to the workspace already": t(
      "Somebody with this address belongs to the workspace already.",
    ),
    "This is not an e-mail address.": t("This is not an e-mail address."),
    "Take at least 12 characters.": t("Take at least 12 characters."),
    "Take at most 256 characters.": t("Take at most 256 characters."),
    "Do not take the e-mail address for a password.": t(
      "Do not take the e-mail address for a password.",
    ),
    "Too many people take this password. Take another one.": t(
      "Too many people take this password. Take another one.",
    ),
    "The last active admin has to stay": t("The last owner has to stay."),
    "This field is required.": t("This field is required."),
  };
}

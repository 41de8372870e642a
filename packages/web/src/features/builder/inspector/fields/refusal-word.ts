import { t } from "../../../../ui/words.ts";
import type { refusedName } from "../model/edit-fields.ts";

/** Says why a field cannot have a name. */
export function refusalWord(refusal: NonNullable<ReturnType<typeof refusedName>>): string {
  switch (refusal) {
    case "empty":
      return t("Write a name.");
    case "bad":
      return t("A name is made of a to z, 0 to 9 and _, at most 64 characters.");
    case "taken":
      return t("There is a field of this name already.");
    case "system":
      return t("Parley itself fills this name.");
  }
}

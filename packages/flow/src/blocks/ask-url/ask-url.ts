import { z } from "zod";
import { asking } from "../asking.ts";
import { writtenIn } from "../asking-answer.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";
import { readWebAddress } from "./read-web-address.ts";

const AskUrl = z.strictObject({
  ...askingShape,
  field: answerField.meta(answerForm),
  errorText: words.default("That does not look like a web address.").meta(errorForm),
});
type AskUrl = z.infer<typeof AskUrl>;

/** Asks for the address of a web page. */
export const askUrl = asking<AskUrl, null>({
  kind: "ask_url",
  title: "Ask for a web address",
  summary: "A link to a web page",
  schema: AskUrl,
  prepare: () => null,
  input: () => ({ kind: "url" }),
  read(_rules, message) {
    const value = readWebAddress(withoutMarks(writtenIn(message) ?? ""));
    return value === null ? null : { value, type: "string" };
  },
});

/** Takes off the invisible marks that come along when an address is pasted. Within it they may be part of a name. */
function withoutMarks(written: string): string {
  return written.replace(/^[\p{Cf}\s]+|[\p{Cf}\s]+$/gu, "");
}

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
    const written = writtenIn(message);
    const value = written === null ? null : readWebAddress(written);
    return value === null ? null : { value, type: "string" };
  },
});

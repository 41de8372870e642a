import { z } from "zod";
import { asking } from "../asking.ts";
import { plainIn } from "../asking-answer.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";
import { readEmailAddress } from "./read-email-address.ts";

const AskEmail = z.strictObject({
  ...askingShape,
  field: answerField.default("email").meta(answerForm),
  errorText: words.default("That does not look like an e-mail address.").meta(errorForm),
});
type AskEmail = z.infer<typeof AskEmail>;

/** Asks for an e-mail address; its host is stored in lower case. */
export const askEmail = asking<AskEmail, null>({
  kind: "ask_email",
  title: "Ask for the e-mail",
  summary: "An e-mail address",
  schema: AskEmail,
  prepare: () => null,
  input: () => ({ kind: "email" }),
  read(_rules, message) {
    const written = plainIn(message);
    const value = written === null ? null : readEmailAddress(written);
    return value === null ? null : { value, type: "string" };
  },
});

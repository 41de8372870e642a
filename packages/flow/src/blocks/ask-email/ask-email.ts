import { z } from "zod";
import { asking } from "../asking.ts";
import { writtenIn } from "../asking-answer.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";

/** The longest address that mail servers take (RFC 5321). */
const longestAddress = 254;

const AskEmail = z.strictObject({
  ...askingShape,
  field: answerField.default("email").meta(answerForm),
  errorText: words.default("That does not look like an e-mail address.").meta(errorForm),
});
type AskEmail = z.infer<typeof AskEmail>;

const Address = z.email();

/** Asks for an e-mail address; its host is stored in lower case. */
export const askEmail = asking<AskEmail, null>({
  kind: "ask_email",
  title: "Ask for the e-mail",
  summary: "An e-mail address",
  schema: AskEmail,
  prepare: () => null,
  input: () => ({ kind: "email" }),
  read(_rules, message) {
    const address = writtenIn(message);
    if (address === null || address.length > longestAddress) return null;
    const value = withLowerHost(address);
    return Address.safeParse(value).success ? { value, type: "string" } : null;
  },
});

function withLowerHost(address: string): string {
  const at = address.lastIndexOf("@") + 1;
  const host = address.slice(at);
  const lower = host.toLowerCase();
  return lower === host ? address : [address.slice(0, at), lower].join("");
}

import {
  type CountryCode,
  getCountries,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import { z } from "zod";
import { asking } from "../asking.ts";
import { plainIn } from "../asking-answer.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";
import { form } from "../form.ts";

const longestWritten = 60;

const Country = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: "A country is two capital letters, such as ES.", abort: true })
  .refine((code): code is CountryCode => isSupportedCountry(code), "There is no such country.");

const retryWords = "That does not look like a phone number.";

const AskPhone = z.strictObject({
  ...askingShape,
  field: answerField.default("phone").meta(answerForm),
  errorText: words.default(retryWords).meta(errorForm),
  country: Country.optional().meta(
    form({
      label: "Country of numbers without +",
      help: "Without it, such numbers are refused.",
      control: "country",
      choices: Object.fromEntries(getCountries().map((code) => [code, code])),
    }),
  ),
});
type AskPhone = z.infer<typeof AskPhone>;

interface Rules {
  readonly country?: CountryCode;
}

/**
 * Asks for a phone number and stores it in international form (`+34600111222`). A number counts when it is as
 * long as its country's numbers are: which of them exist changes faster than any list in a program.
 */
export const askPhone = asking<AskPhone, Rules>({
  kind: "ask_phone",
  title: "Ask for the phone",
  summary: "A phone number",
  schema: AskPhone,
  retry: { words: retryWords, exact: retryText },
  prepare: ({ country }) => (country === undefined ? {} : { country }),
  input: ({ country }) => (country ? { kind: "phone", country } : { kind: "phone" }),
  read({ country }, message) {
    const written = plainIn(message);
    if (written === null || written.length > longestWritten) return null;
    const number = parsePhoneNumberFromString(withPlus(written, country), {
      ...(country === undefined ? {} : { defaultCountry: country }),
      extract: false,
    });
    return number?.isPossible() ? { value: number.number, type: "string" } : null;
  },
});

function retryText({ country }: AskPhone): string {
  const begin = "Please begin with + and the country code, as in +34 600 111 222.";
  return country === undefined ? `${retryWords} ${begin}` : retryWords;
}

/** Nearly everywhere 00 dials abroad; with a country given, its own prefix is known. */
function withPlus(written: string, country: CountryCode | undefined): string {
  const bare = written.replace(/^tel:/i, "").replace(/^\(\s*((?:\+|00)[\d\s]+)\)/, "$1 ");
  return country === undefined ? bare.replace(/^00/, "+") : bare;
}

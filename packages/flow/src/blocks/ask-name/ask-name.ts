import { z } from "zod";
import { characterCount } from "../../expression/code-points.ts";
import { asking } from "../asking.ts";
import { writtenIn } from "../asking-answer.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";

const longestName = 200;

const AskName = z.strictObject({
  ...askingShape,
  field: answerField.default("name").meta(answerForm),
  errorText: words.default("Please tell me your name.").meta(errorForm),
});
type AskName = z.infer<typeof AskName>;

/** Asks for a name, kept as it is written: names have no form that fits everybody. A letter must be in it. */
export const askName = asking<AskName, null>({
  kind: "ask_name",
  title: "Ask for the name",
  summary: "The customer's name",
  schema: AskName,
  prepare: () => null,
  input: () => ({ kind: "name" }),
  read(_rules, message) {
    const name = writtenIn(message)?.replaceAll(/\s+/g, " ");
    const isName = name !== undefined && characterCount(name) <= longestName && /\p{L}/u.test(name);
    return isName ? { value: name, type: "string" } : null;
  },
});

import { z } from "zod";
import { asking } from "../asking.ts";
import { findOption, findSaid, isSameText, structuredIn, writtenIn } from "../asking-answer.ts";
import { type Labels, prepareLabels } from "../asking-labels.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";
import { form } from "../form.ts";
import type { ParamProblem } from "../kind.ts";

const label = z.string().trim().min(1).max(200);
const spoken = z.array(z.string().trim().min(1).max(50)).max(50);

const retryWords = "Please answer with yes or no.";

const AskYesNo = z.strictObject({
  ...askingShape,
  field: answerField.meta(answerForm),
  errorText: words.default(retryWords).meta(errorForm),
  yesLabel: label.default("Yes").meta(form({ label: "Button for yes", control: "template" })),
  noLabel: label.default("No").meta(form({ label: "Button for no", control: "template" })),
  yesWords: spoken.default(["yes", "y"]).meta(
    form({
      label: "Other words for yes",
      help: "In the bot's language.",
      section: "advanced",
    }),
  ),
  noWords: spoken
    .default(["no", "n"])
    .meta(form({ label: "Other words for no", section: "advanced" })),
});
type AskYesNo = z.infer<typeof AskYesNo>;

interface Rules {
  readonly labels: Labels;
  readonly yesWords: readonly string[];
  readonly noWords: readonly string[];
}

/** Asks a question that is answered with yes or no, and parts the flow by the answer. */
export const askYesNo = asking<AskYesNo, Rules>({
  kind: "ask_yes_no",
  title: "Yes or no",
  summary: "A yes or a no",
  schema: AskYesNo,
  answers: () => ["yes", "no"],
  check: checkWords,
  templates: ({ yesLabel, noLabel }) => [yesLabel, noLabel],
  retry: { words: retryWords, exact: retryText },
  prepare: ({ yesLabel, noLabel, yesWords, noWords }) => ({
    labels: prepareLabels([yesLabel, noLabel]),
    yesWords,
    noWords,
  }),
  input: (_rules, _turn, [yesLabel = "", noLabel = ""]) => ({ kind: "yes_no", yesLabel, noLabel }),
  labels: ({ labels }) => labels,
  read(rules, message, _turn, labels) {
    const structured = structuredIn(message);
    if (typeof structured === "boolean") return answerOf(structured);
    const option = findOption(message, labels);
    if (option >= 0) return answerOf(option === 0);
    const written = writtenIn(message) ?? "";
    if (findSaid(written, rules.yesWords) >= 0) return answerOf(true);
    return findSaid(written, rules.noWords) >= 0 ? answerOf(false) : null;
  },
});

const answerOf = (isYes: boolean) =>
  ({ value: isYes, type: "boolean", output: isYes ? "yes" : "no" }) as const;

function retryText({ yesLabel, noLabel }: AskYesNo): string {
  if (yesLabel === "Yes" && noLabel === "No") return retryWords;
  return `Please answer with “${yesLabel}” or “${noLabel}”.`;
}

/** One word for both would always mean yes. */
function checkWords({ yesLabel, noLabel, yesWords, noWords }: AskYesNo): ParamProblem[] {
  const forYes = [yesLabel, ...yesWords];
  const both = [noLabel, ...noWords].find((word) => forYes.some((it) => isSameText(it, word)));
  if (both === undefined) return [];
  return [
    {
      path: ["noLabel"],
      code: "same-words",
      message: `"${both}" means both yes and no.`,
      hint: "Give yes and no words of their own.",
    },
  ];
}

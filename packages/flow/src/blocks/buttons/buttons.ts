import { z } from "zod";
import { wordsOf } from "../../conversation/message.ts";
import { parseTemplate, type Template } from "../../expression/template.ts";
import { asking } from "../asking.ts";
import { findOption } from "../asking-answer.ts";
import { type Labels, prepareLabels } from "../asking-labels.ts";
import { checkLink, linkText, renderLink } from "../asking-link.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";
import { form } from "../form.ts";
import type { Turn } from "../kind.ts";
import { checkOptions } from "./check-options.ts";

const Option = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "Use letters, digits, _ and -.")
    .meta(
      form({
        label: "Id",
        help: "Names the output; keeps its arrow when labels change or move.",
        control: "id",
        section: "advanced",
      }),
    ),
  label: z
    .string()
    .min(1)
    .max(500)
    .meta(form({ label: "Label", placeholder: "What the button says", control: "template" })),
  value: z
    .union([z.string().max(2000), z.number(), z.boolean()])
    .optional()
    .meta(
      form({
        label: "Value",
        help: "What is stored. Without it, the label as it was shown.",
        placeholder: "The label",
        control: "scalar",
        section: "advanced",
      }),
    ),
  url: linkText.optional().meta(
    form({
      label: "Opens",
      help: "The button opens this address as well.",
      placeholder: "https://",
      control: "address",
      section: "advanced",
    }),
  ),
});
type Option = z.infer<typeof Option>;

const Buttons = z.strictObject({
  ...askingShape,
  field: answerField.optional().meta(answerForm),
  errorText: words.default("Please choose one of the options.").meta(errorForm),
  options: z
    .array(Option)
    .min(1)
    .max(50)
    .meta(form({ label: "Options", row: "Add an option" })),
  allowFreeText: z
    .boolean()
    .optional()
    .meta(
      form({
        label: "Take other answers too",
        help: "The flow goes on with them at “Something else”.",
        section: "otherwise",
      }),
    ),
});
type Buttons = z.infer<typeof Buttons>;

interface Choice {
  readonly options: readonly Option[];
  readonly labels: Labels;
  readonly links: readonly (Template | null)[];
  readonly allowFreeText: boolean;
}

/** Offers up to fifty options; the flow goes on by the one that is pressed or whose label is written. */
export const buttons = asking<Buttons, Choice>({
  kind: "buttons",
  title: "Buttons",
  summary: "Offer a choice",
  schema: Buttons,
  answers: ({ options, allowFreeText }) => [
    ...options.map((option) => option.id),
    ...(allowFreeText ? ["unmatched"] : []),
  ],
  check: ({ options }) => [
    ...checkOptions(options),
    ...options.flatMap(({ url }, index) => checkLink(url, ["options", index, "url"])),
  ],
  templates: ({ options }) => options.flatMap(({ label, url }) => [label, url ?? ""]),
  prepare: ({ options, allowFreeText }) => ({
    options,
    labels: prepareLabels(options.map((option) => option.label)),
    links: options.map(({ url }) => (url === undefined ? null : parseTemplate(url))),
    allowFreeText: allowFreeText ?? false,
  }),
  labels: ({ labels }) => labels,
  message: ({ links }, { text, labels, ...carried }, turn) => ({
    type: "dialog",
    title: text,
    options: labels.map((label, index) => ({
      label,
      payload: `$${index}`,
      ...linkOf(links[index] ?? null, turn),
    })),
    ...carried,
  }),
  read({ options, allowFreeText }, message, _turn, labels) {
    const index = findOption(message, labels);
    const option = options[index];
    if (option) return { value: option.value ?? labels[index] ?? "", output: option.id };
    return allowFreeText ? { value: wordsOf(message), output: "unmatched" } : null;
  },
});

function linkOf(link: Template | null, turn: Turn): { readonly url?: string } {
  const url = link && renderLink(link, turn);
  return url ? { url } : {};
}

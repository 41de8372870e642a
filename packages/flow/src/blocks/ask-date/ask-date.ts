import { z } from "zod";
import type { Input, Message } from "../../conversation/message.ts";
import { isoDay, readIsoDate } from "../../expression/iso-date.ts";
import {
  fieldNamesOf,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import { asking } from "../asking.ts";
import { plainIn, structuredIn } from "../asking-answer.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";
import { form } from "../form.ts";
import type { ParamProblem, Turn } from "../kind.ts";
import { type DateFormat, dateFormats, describeFormat, readDate } from "./date-format.ts";

const bound = z.string().min(1).max(200).optional();
const boundForm = {
  help: "As 2026-02-28, or a field such as @today.",
  placeholder: "No limit",
  control: "template",
} as const;

const retryWords = "That does not look like a date that I can take.";

const AskDate = z.strictObject({
  ...askingShape,
  field: answerField.meta(answerForm),
  errorText: words.default(retryWords).meta(errorForm),
  format: z
    .enum(dateFormats)
    .default("yyyy-MM-dd")
    .meta(
      form({
        label: "How the date is written",
        help: "The form 2026-02-28 is taken besides; the field holds that form.",
      }),
    ),
  minDate: bound.meta(form({ label: "Not before", ...boundForm })),
  maxDate: bound.meta(form({ label: "Not after", ...boundForm })),
});
type AskDate = z.infer<typeof AskDate>;

interface Rules {
  readonly format: DateFormat;
  readonly minDate: Template | null;
  readonly maxDate: Template | null;
}

/** Asks for a day of the calendar. */
export const askDate = asking<AskDate, Rules>({
  kind: "ask_date",
  title: "Ask for a date",
  summary: "A day of the calendar",
  schema: AskDate,
  check: (params) => [
    ...checkBound("minDate", params.minDate),
    ...checkBound("maxDate", params.maxDate),
    ...checkRange(params),
  ],
  templates: ({ minDate, maxDate }) => [minDate ?? "", maxDate ?? ""],
  retry: { words: retryWords, exact: retryText },
  prepare: ({ format, minDate, maxDate }) => ({
    format,
    minDate: minDate === undefined ? null : parseTemplate(minDate),
    maxDate: maxDate === undefined ? null : parseTemplate(maxDate),
  }),
  input: (rules, turn): Input => ({
    kind: "date",
    format: rules.format,
    ...boundsNow(rules, turn),
  }),
  read(rules, message, turn) {
    const day = readDayIn(message, rules.format);
    if (day === null) return null;
    const { minDate, maxDate } = boundsNow(rules, turn);
    if (minDate !== undefined && day < minDate) return null;
    if (maxDate !== undefined && day > maxDate) return null;
    return { value: day, type: "date" };
  },
});

function retryText({ format, minDate, maxDate }: AskDate): string {
  return [
    retryWords,
    `Please write it as ${describeFormat(format)}.`,
    ...(isAlwaysDay(minDate) ? [`It must not be before ${minDate}.`] : []),
    ...(isAlwaysDay(maxDate) ? [`It must not be after ${maxDate}.`] : []),
  ].join(" ");
}

/** A limit that a field sets may be none when the question is put: then there is nothing to say of it. */
function isAlwaysDay(text: string | undefined): boolean {
  if (text === undefined) return false;
  return !hasFields(text) || /^@(?:today|tomorrow|yesterday)$/.test(text);
}

function readDayIn(message: Message, format: DateFormat): string | null {
  const structured = structuredIn(message);
  const picked = typeof structured === "string" ? readIsoDate(structured) : undefined;
  if (picked) return isoDay(picked.wall);
  const written = plainIn(message);
  return written === null ? null : readDate(written, format);
}

interface Bounds {
  readonly minDate?: string;
  readonly maxDate?: string;
}

/** The limits as the fields stand now. One that is no date limits nothing: no answer could ever fit it. */
function boundsNow({ minDate, maxDate }: Rules, turn: Turn): Bounds {
  const least = minDate && dayOf(renderText(minDate, turn.scope));
  const most = maxDate && dayOf(renderText(maxDate, turn.scope));
  return { ...(least ? { minDate: least } : {}), ...(most ? { maxDate: most } : {}) };
}

function dayOf(text: string): string | null {
  const date = readIsoDate(text.trim());
  return date ? isoDay(date.wall) : null;
}

function checkBound(name: "minDate" | "maxDate", text: string | undefined): ParamProblem[] {
  if (text === undefined || hasFields(text) || dayOf(text) !== null) return [];
  return [
    {
      path: [name],
      code: "bad-date",
      message: `"${text}" is not a date.`,
      hint: "Write it as yyyy-MM-dd, or name a field such as @today.",
    },
  ];
}

function checkRange({ minDate = "", maxDate = "" }: AskDate): ParamProblem[] {
  const [least, most] = [dayOf(minDate), dayOf(maxDate)];
  if (least === null || most === null || least <= most) return [];
  return [
    {
      path: ["maxDate"],
      code: "empty-range",
      message: `No day lies between ${least} and ${most}.`,
      hint: "Put minDate before maxDate.",
    },
  ];
}

function hasFields(text: string): boolean {
  return fieldNamesOf(parseTemplate(text)).length > 0;
}

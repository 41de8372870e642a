import { z } from "zod";
import type { Input, Message } from "../conversation/message.ts";
import { fieldNamesOf, parseTemplate, renderText, type Template } from "../expression/template.ts";
import type { Value } from "../expression/value.ts";
import { type Answer, optionIndex } from "./asking-answer.ts";
import { type Labels, renderLabels } from "./asking-labels.ts";
import type { AskingParams } from "./asking-params.ts";
import type { BlockKind, Outcome, ParamProblem, Signal, Turn } from "./kind.ts";

/** What one kind of question has to say for itself; `asking` does the rest. */
export interface Question<Params extends AskingParams, Own> {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly schema: z.ZodType<Params>;
  /** Outputs of valid answers; `success` if there is nothing to choose. */
  answers?(params: Params): readonly string[];
  check?(params: Params): readonly ParamProblem[];
  patterns?(params: Params): readonly string[];
  /** The error text of the schema, and how it is said where it is the author's too: with what would fit. */
  readonly retry?: { readonly words: string; exact(params: Params): string };
  /** Templates beside the question and its error text. */
  templates?(params: Params): readonly string[];
  prepare(params: Params): Own;
  /** The control that the chat offers for the answer. */
  input?(own: Own, turn: Turn, labels: readonly string[]): Input;
  labels?(own: Own): Labels;
  /** How the question is put; a text if the kind does not say. */
  message?(own: Own, put: Put, turn: Turn): Message;
  /** Reads an answer out of any message; `null` for none. */
  read(own: Own, message: Message, turn: Turn, labels: readonly string[]): Answer | null;
}

/** The words of a question and what rides along with them. */
interface Put {
  readonly text: string;
  readonly labels: readonly string[];
  readonly extra?: { readonly input?: Input; readonly error?: true };
}

/** A question, prepared: what all have in common, and the kind's own. */
export interface Asking<Own> {
  readonly text: Template;
  readonly errorText: Template;
  readonly params: AskingParams;
  readonly own: Own;
}

/**
 * Makes a block kind that asks: it puts its question and parks, asks again on an answer it cannot read, stores
 * one it can, and gives up after too long (`timeout`), too much silence (`idle`) or too many tries (`failed`).
 */
export function asking<Params extends AskingParams, Own>(
  question: Question<Params, Own>,
): BlockKind<Params, Asking<Own>> {
  const { kind, title, summary, schema } = question;
  return {
    kind,
    family: "ask",
    title,
    summary,
    schema,
    migrations: [],
    outputs: (params) => [
      ...(question.answers?.(params) ?? ["success"]),
      ...(params.maxTries === undefined ? [] : ["failed"]),
      "timeout",
      "idle",
    ],
    check: (params) => question.check?.(params) ?? [],
    patterns: (params) => question.patterns?.(params) ?? [],
    references: (params) => ({
      reads: fieldsReadBy([params.text, params.errorText, ...(question.templates?.(params) ?? [])]),
      writes: params.field === undefined ? [] : [params.field],
      blocks: [],
      bots: [],
    }),
    prepare: (params) => ({
      text: parseTemplate(params.text),
      errorText: parseTemplate(errorTextOf(question, params)),
      params,
      own: question.prepare(params),
    }),
    enter: ({ prepared }, turn) => ask(question, prepared, turn),
    receive: ({ prepared }, turn, signal) => receive(question, prepared, turn, signal),
    optionLabel: ({ prepared }, payload, memory: Value = null) =>
      labelsShown(question, prepared.own, notesOf(memory))[optionIndex(payload)] ?? null,
  };
}

function errorTextOf<Params extends AskingParams>(
  { retry }: Pick<Question<Params, unknown>, "retry">,
  params: Params,
): string {
  return retry?.words === params.errorText ? retry.exact(params) : params.errorText;
}

type AnyQuestion<Own> = Pick<
  Question<AskingParams, Own>,
  "kind" | "input" | "labels" | "message" | "read"
>;

/** Whose answers are nobody's business but the conversation's: they are not told for the statistics. */
const personal: ReadonlySet<string> = new Set([
  "ask_name",
  "ask_email",
  "ask_phone",
  "ask_url",
  "ask_file",
]);

const parked: Outcome = { kind: "park", phase: "asking" };

/** What a parked question remembers: the invalid answers so far, and labels that fields were filled into. */
const Notes = z
  .object({ tries: z.number().int().min(0), labels: z.array(z.string()).optional() })
  .catch({ tries: 0 });
type Notes = z.infer<typeof Notes>;

const noNotes: Notes = { tries: 0 };

// A question that was just put has no notes: nothing to check, and no error to make of it.
const notesOf = (memory: Value): Notes => (memory === null ? noNotes : Notes.parse(memory));

function ask<Own>(question: AnyQuestion<Own>, asking: Asking<Own>, turn: Turn): Outcome {
  const { timeoutSeconds } = asking.params;
  const labels = question.labels?.(asking.own);
  if (labels?.hasFields) turn.remember({ tries: 0, labels: renderLabels(labels, turn) });
  put(question, asking, turn, asking.text, false);
  if (timeoutSeconds !== undefined) turn.startTimer("timeout", timeoutSeconds * 1000);
  startIdleTimer(asking, turn);
  return parked;
}

function receive<Own>(
  question: AnyQuestion<Own>,
  asking: Asking<Own>,
  turn: Turn,
  signal: Signal,
): Outcome {
  if (signal.kind === "timer" && signal.purpose !== "delay")
    return { kind: "leave", output: signal.purpose };
  if (signal.kind !== "answer") return parked;
  const labels = labelsShown(question, asking.own, notesOf(turn.memory));
  const answer = question.read(asking.own, signal.message, turn, labels);
  if (!answer || !take(asking.params.field, answer, turn)) return askAgain(question, asking, turn);
  const output = answer.output ?? "success";
  if (personal.has(question.kind)) return { kind: "leave", output };
  return { kind: "leave", output, answer: answer.value };
}

/** Stores the answer; false when the field refuses it and another answer could do better. */
function take(field: string | undefined, { value, type, output }: Answer, turn: Turn): boolean {
  if (field === undefined) return true;
  const problem = turn.setField(field, value, type);
  if (problem === null) return true;
  turn.trace({ kind: "error", code: "field-refused", message: problem });
  // A field that refuses a choice would refuse it every time: asking again would never end.
  return output !== undefined;
}

function askAgain<Own>(question: AnyQuestion<Own>, asking: Asking<Own>, turn: Turn): Outcome {
  const { maxTries } = asking.params;
  const notes = notesOf(turn.memory);
  const tries = notes.tries + 1;
  if (maxTries !== undefined && tries >= maxTries) return { kind: "leave", output: "failed" };
  turn.remember(notes.labels ? { tries, labels: notes.labels } : { tries });
  put(question, asking, turn, asking.errorText, true);
  startIdleTimer(asking, turn);
  return parked;
}

function put<Own>(
  question: AnyQuestion<Own>,
  { own, params }: Asking<Own>,
  turn: Turn,
  words: Template,
  isError: boolean,
): void {
  const text = renderText(words, turn.scope);
  const labels = labelsShown(question, own, notesOf(turn.memory));
  const input = controlOf(question.input?.(own, turn, labels), params.placeholder);
  const extra = extraOf(input, isError);
  const message = question.message?.(own, { text, labels, ...extra }, turn);
  turn.say(message ?? { type: "text", text, ...extra });
}

function controlOf(control: Input | undefined, placeholder: string | undefined): Input | undefined {
  return control && placeholder !== undefined ? { ...control, placeholder } : control;
}

function extraOf(input: Input | undefined, isError: boolean): Pick<Put, "extra"> {
  if (input) return { extra: isError ? { error: true, input } : { input } };
  return isError ? { extra: { error: true } } : {};
}

function labelsShown<Own>(question: AnyQuestion<Own>, own: Own, notes: Notes): readonly string[] {
  return notes.labels ?? question.labels?.(own).plain ?? [];
}

function startIdleTimer({ params }: Asking<unknown>, turn: Turn): void {
  if (params.idleSeconds !== undefined) turn.startTimer("idle", params.idleSeconds * 1000);
}

function fieldsReadBy(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => fieldNamesOf(parseTemplate(text))))];
}

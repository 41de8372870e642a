import { z } from "zod";
import {
  fieldNamesOf,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import type { Value } from "../../expression/value.ts";
import { form } from "../form.ts";
import type { Block, BlockKind, Outcome, Turn } from "../kind.ts";
import { fieldName } from "../outside-params.ts";

const daySeconds = 24 * 3600;

const Wait = z.strictObject({
  field: fieldName.meta(
    form({
      label: "Keep what the service sends in",
      placeholder: "field_name",
      control: "field",
      section: "store",
    }),
  ),
  timeoutSeconds: z
    .number()
    .min(1)
    .max(30 * daySeconds)
    .default(daySeconds)
    .meta(
      form({
        label: "Wait for at most",
        help: "How long the resume address works. Then the flow goes on at an output of its own.",
        control: "seconds",
        section: "otherwise",
      }),
    ),
  text: z
    .string()
    .min(1)
    .max(10_000)
    .optional()
    .meta(
      form({
        label: "Message while waiting",
        help: "What the bot says when it begins to wait.",
        placeholder: "Nothing",
        control: "template",
        isLong: true,
      }),
    ),
});
type Wait = z.infer<typeof Wait>;

interface Prepared {
  readonly field: string;
  readonly timeoutMs: number;
  readonly text: Template | null;
}

/**
 * Parks until the outside service calls the resume address, keeps what it sent, and goes on at `resumed`; or
 * at `timeout`. A call that came before the flow got here is taken at once, without a wait and a word.
 */
export const wait: BlockKind<Wait, Prepared> = {
  kind: "wait",
  family: "outside",
  title: "Wait for callback",
  summary: "Wait until an outside service resumes the flow",
  schema: Wait,
  migrations: [],
  outputs: () => ["resumed", "timeout"],
  check: () => [],
  references: ({ field, text }) => ({
    reads: text === undefined ? [] : fieldNamesOf(parseTemplate(text)),
    writes: [field],
    blocks: [],
    bots: [],
  }),
  prepare: ({ field, timeoutSeconds, text }) => ({
    field,
    timeoutMs: timeoutSeconds * 1000,
    text: text === undefined ? null : parseTemplate(text),
  }),
  enter,
  refuses: ({ prepared }, turn, value) =>
    value === null ? null : turn.checkField(prepared.field, value),
  receive({ prepared }, turn, signal) {
    if (signal.kind === "resumed") return resume(prepared, turn, signal.value);
    if (signal.kind === "timer" && signal.purpose === "timeout")
      return { kind: "leave", output: "timeout" };
    return { kind: "park", phase: "waiting" };
  },
};

function enter({ prepared }: Block<Prepared>, turn: Turn): Outcome {
  const { text, timeoutMs } = prepared;
  // Before the ticket is taken: `@resume_url` in the text means this wait, not the next one.
  const words = text ? renderText(text, turn.scope) : null;
  const { early } = turn.takeTicket(timeoutMs);
  if (early) return resume(prepared, turn, early.value);
  if (words !== null) turn.say({ type: "text", text: words });
  turn.startTimer("timeout", timeoutMs);
  return { kind: "park", phase: "waiting" };
}

function resume({ field }: Prepared, turn: Turn, value: Value): Outcome {
  if (value === null) turn.clearField(field);
  else keep(field, turn, value);
  return { kind: "leave", output: "resumed" };
}

// The service has been told that its call was taken: a value that came before anybody knew where it would go is
// kept as what it is, and where that fails too an operator still finds it.
function keep(field: string, turn: Turn, value: Value): void {
  const problem = turn.setField(field, value);
  if (problem === null) return;
  if (turn.setField(field, value, "any") === null)
    turn.trace({ kind: "error", code: "value-kept-as-sent", message: `${field}: ${problem}` });
  else
    turn.trace({
      ...{ kind: "error", code: "value-not-kept", message: `${field}: ${problem}` },
      detail: { value },
    });
}

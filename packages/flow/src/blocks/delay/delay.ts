import { z } from "zod";
import { readNumber } from "../../expression/read-number.ts";
import {
  fieldNamesOf,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import { form } from "../form.ts";
import type { Block, BlockKind, Outcome, ParamProblem, Turn } from "../kind.ts";

const maxSeconds = 7 * 24 * 3600;

const Delay = z.strictObject({
  seconds: z.union([z.number().min(0).max(maxSeconds), z.string().min(1).max(200)]).meta(
    form({
      label: "Rest for",
      help: "At most 7 days. A text with fields in it gives the seconds: @pause.",
      control: "seconds",
    }),
  ),
});
type Delay = z.infer<typeof Delay>;

interface Prepared {
  readonly seconds: number | Template;
}

/** Rests, then goes on. What the customer says meanwhile is kept but does not shorten it. */
export const delay: BlockKind<Delay, Prepared> = {
  kind: "delay",
  family: "logic",
  title: "Delay",
  summary: "Wait for a time",
  schema: Delay,
  migrations: [],
  outputs: () => ["success"],
  check,
  references: ({ seconds }) => ({
    reads: typeof seconds === "number" ? [] : fieldNamesOf(parseTemplate(seconds)),
    writes: [],
    blocks: [],
    bots: [],
  }),
  prepare: ({ seconds }) => ({
    seconds: typeof seconds === "number" ? seconds : parseTemplate(seconds),
  }),
  enter,
  receive: (_block, _turn, signal) =>
    signal.kind === "timer" && signal.purpose === "delay" ? goOn : resting,
};

const goOn: Outcome = { kind: "leave", output: "success" };
const resting: Outcome = { kind: "park", phase: "delaying" };

function enter({ prepared }: Block<Prepared>, turn: Turn): Outcome {
  const seconds =
    typeof prepared.seconds === "number" ? prepared.seconds : renderSeconds(prepared.seconds, turn);
  if (seconds === 0) return goOn;
  turn.startTimer("delay", seconds * 1000);
  return resting;
}

// A wrong number must not hold a customer up, so it counts as no delay.
function renderSeconds(template: Template, turn: Turn): number {
  const text = renderText(template, turn.scope);
  const seconds = readNumber(text);
  if (seconds !== undefined && seconds >= 0 && seconds <= maxSeconds) return seconds;
  const found = JSON.stringify(text.slice(0, 40));
  turn.trace({
    kind: "error",
    code: "bad-delay",
    message: `The delay is ${found}, not a number of seconds from 0 to ${maxSeconds}.`,
  });
  return seconds !== undefined && seconds > maxSeconds ? maxSeconds : 0;
}

function check({ seconds }: Delay): readonly ParamProblem[] {
  if (typeof seconds === "number" || fieldNamesOf(parseTemplate(seconds)).length > 0) return [];
  const number = readNumber(seconds);
  if (number !== undefined && number >= 0 && number <= maxSeconds) return [];
  return [
    {
      path: ["seconds"],
      code: "bad-delay",
      message: `"${seconds}" is not a number of seconds from 0 to ${maxSeconds}.`,
      hint: "Write a number, or a field that holds one: @seconds.",
    },
  ];
}

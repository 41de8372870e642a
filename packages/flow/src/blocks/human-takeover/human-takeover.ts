import { z } from "zod";
import {
  fieldNamesOf,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import { form } from "../form.ts";
import type { Block, BlockKind, Outcome, ParamProblem, Turn } from "../kind.ts";

const HumanTakeover = z.strictObject({
  agents: z.union([z.literal("anyone"), z.array(z.int().positive()).max(200)]).meta(
    form({
      label: "Who takes over",
      help: "Only those online are chosen.",
      control: "agents",
    }),
  ),
  text: z
    .string()
    .min(1)
    .max(10_000)
    .optional()
    .meta(
      form({
        label: "Message",
        help: "What the bot says before it looks for somebody.",
        placeholder: "Nothing",
        control: "template",
        isLong: true,
      }),
    ),
});
type HumanTakeover = z.infer<typeof HumanTakeover>;

interface Prepared {
  /** `null`: anybody. */
  readonly agents: readonly number[] | null;
  readonly text: Template | null;
}

/**
 * Hands the conversation to a human. Once an agent has given it back, the customer's next message goes on
 * at `assigned`; with nobody online the flow goes on at `nobody`.
 */
export const humanTakeover: BlockKind<HumanTakeover, Prepared> = {
  kind: "human_takeover",
  family: "human",
  title: "Human takeover",
  summary: "Hand the conversation to an agent",
  schema: HumanTakeover,
  migrations: [],
  outputs: () => ["assigned", "nobody"],
  check,
  references: ({ text }) => ({
    reads: text === undefined ? [] : fieldNamesOf(parseTemplate(text)),
    writes: [],
    blocks: [],
    bots: [],
  }),
  prepare: ({ agents, text }) => ({
    agents: agents === "anyone" ? null : agents,
    text: text === undefined ? null : parseTemplate(text),
  }),
  enter,
  receive: (_block, _turn, signal) =>
    signal.kind === "nobody-online" ? { kind: "leave", output: "nobody" } : searching,
};

const searching: Outcome = { kind: "park", phase: "assigning" };

function enter({ prepared }: Block<Prepared>, turn: Turn): Outcome {
  if (prepared.text) turn.say({ type: "text", text: renderText(prepared.text, turn.scope) });
  turn.handOver(prepared.agents);
  return searching;
}

function check({ agents }: HumanTakeover): readonly ParamProblem[] {
  if (agents === "anyone" || agents.length > 0) return [];
  return [
    {
      path: ["agents"],
      code: "no-agents",
      message: "No agent is selected.",
      hint: 'Select at least one agent, or "anyone".',
    },
  ];
}

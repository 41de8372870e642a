import { z } from "zod";
import { form } from "../form.ts";
import type { BlockKind, ParamProblem } from "../kind.ts";

const Jump = z
  .strictObject({
    block: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .meta(
        form({
          label: "Block",
          help: "Where to go on. In another bot without it: at that bot's start.",
        }),
      ),
    bot: z
      .int()
      .positive()
      .optional()
      .meta(form({ label: "Bot", help: "Another bot, or this one." })),
  })
  .meta(form({ label: "Jump", control: "jump" }));
type Jump = z.infer<typeof Jump>;

/** Goes on at another block of this bot, or in another bot. Has no outputs of its own. */
export const jump: BlockKind<Jump, Jump> = {
  kind: "jump",
  family: "logic",
  title: "Jump to",
  summary: "Go on at another block or in another bot",
  schema: Jump,
  migrations: [],
  outputs: () => [],
  check,
  references: ({ block, bot }) => ({
    reads: [],
    writes: [],
    // A block of another bot is not to be looked for in this flow.
    blocks: block !== undefined && bot === undefined ? [block] : [],
    bots: bot === undefined ? [] : [bot],
  }),
  prepare: (params) => params,
  enter({ prepared: { block, bot } }) {
    const target = { kind: "jump", block: block ?? null } as const;
    return bot === undefined ? target : { ...target, bot };
  },
};

function check({ block, bot }: Jump): readonly ParamProblem[] {
  if (block !== undefined || bot !== undefined) return [];
  return [
    {
      path: [],
      code: "no-jump-target",
      message: "This jump leads nowhere.",
      hint: "Choose a block, or a bot, or a block of a bot.",
    },
  ];
}

import { z } from "zod";
import { FieldType } from "./field.ts";
import { success } from "./page.ts";
import { AnyObject, BodyId, isEmptyList, OptionalFlag } from "./tolerant.ts";

const blockId = z.preprocess(
  (value) => (value === "" || value === null ? undefined : value),
  z.string().max(64).optional(),
);

const launch = OptionalFlag.describe(
  "`false` waits at the block for the customer's next message. Otherwise the bot runs at once.",
);

/** Go: where the bot is to run from. Nothing at all means its start, at once. */
export const AssignBot = z
  .object({
    launch,
    node: blockId.describe("A block id, from the block's menu. Without it: the bot's start."),
  })
  .meta({ examples: [{ launch: true, node: "Nkqgn6xkf" }] });
export type AssignBot = z.infer<typeof AssignBot>;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const extra = AnyObject.optional();
const written = z.object({ value: z.unknown(), type: FieldType.optional(), extra });

/** Set and Go in one: fields and jump are written together, or neither. */
export const ResumeCustomer = z
  .object({
    bot_id: BodyId,
    node: blockId,
    launch,
    fields: z
      .preprocess(
        (value) => (isEmptyList(value) ? {} : value),
        z.record(
          z.string(),
          z.union([scalar, written], "Give a scalar, or an object with a value."),
        ),
      )
      .default({}),
    if_node: blockId.describe("Only while the conversation is parked at this block."),
  })
  .meta({
    examples: [
      {
        bot_id: 1_010_178,
        node: "Nkqgn6xkf",
        fields: { data: { type: "object", value: { status: "paid" } }, city: "Paris" },
        if_node: "K3p9wait1",
      },
    ],
  });
export type ResumeCustomer = z.infer<typeof ResumeCustomer>;

/** What became of a call to a resume address. A repeat of the call gets the same answer. */
export const ResumeAnswer = z.object({
  success,
  state: z
    .enum(["resumed", "buffered"])
    .describe("`buffered`: kept until the flow reaches its wait block, or may go on."),
});
export type ResumeAnswer = z.infer<typeof ResumeAnswer>;

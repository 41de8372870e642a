import { z } from "zod";
import type { Extra } from "../../conversation/message.ts";
import {
  fieldNamesOf,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import { form } from "../form.ts";
import type { BlockKind } from "../kind.ts";

const SendText = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(10_000)
    .meta(
      form({
        label: "Message",
        placeholder: "What the bot says; @ inserts a field",
        control: "template",
        isLong: true,
      }),
    ),
  typingSeconds: z
    .number()
    .min(0)
    .max(20)
    .optional()
    .meta(
      form({
        label: "Seem to type for",
        placeholder: "Not at all",
        control: "seconds",
        section: "advanced",
      }),
    ),
});
type SendText = z.infer<typeof SendText>;

interface Prepared {
  readonly text: Template;
  readonly extra: { readonly extra?: Extra };
}

/** Says something and goes on. */
export const sendText: BlockKind<SendText, Prepared> = {
  kind: "send_text",
  family: "say",
  title: "Send a message",
  summary: "Say something",
  schema: SendText,
  migrations: [],
  outputs: () => ["success"],
  check: () => [],
  references: ({ text }) => ({
    reads: fieldNamesOf(parseTemplate(text)),
    writes: [],
    blocks: [],
    bots: [],
  }),
  prepare: ({ text, typingSeconds }) => ({
    text: parseTemplate(text),
    extra: typingSeconds === undefined ? {} : { extra: { typing_delay: typingSeconds } },
  }),
  enter({ prepared }, turn) {
    const text = renderText(prepared.text, turn.scope);
    // All of it can be fields without a value; an empty bubble says less than none.
    if (text.trim() !== "") turn.say({ type: "text", text, ...prepared.extra });
    return { kind: "leave", output: "success" };
  },
};

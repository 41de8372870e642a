import { z } from "zod";
import {
  fieldNamesOf,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import { words } from "../asking-params.ts";
import { form } from "../form.ts";
import type { BlockKind } from "../kind.ts";

const Close = z.strictObject({
  text: words.optional().meta(
    form({
      label: "Last message",
      placeholder: "Nothing",
      control: "template",
      isLong: true,
    }),
  ),
});
type Close = z.infer<typeof Close>;

/** Ends the conversation. */
export const close: BlockKind<Close, Template | null> = {
  kind: "close",
  family: "logic",
  title: "Close chat",
  summary: "End the conversation",
  schema: Close,
  migrations: [],
  marksCompletion: true,
  outputs: () => [],
  check: () => [],
  references: ({ text = "" }) => ({
    reads: fieldNamesOf(parseTemplate(text)),
    writes: [],
    blocks: [],
    bots: [],
  }),
  prepare: ({ text }) => (text === undefined ? null : parseTemplate(text)),
  enter({ prepared }, turn) {
    const text = prepared === null ? "" : renderText(prepared, turn.scope);
    if (text !== "") turn.say({ type: "text", text });
    return { kind: "close" };
  },
};

import { z } from "zod";
import {
  fieldNamesOf,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import { words } from "../asking-params.ts";
import type { BlockKind } from "../kind.ts";

const Close = z.strictObject({
  /** The last thing the bot says; nothing if it is missing. */
  text: words.optional(),
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

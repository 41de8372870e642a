import { z } from "zod";
import type { Option } from "../../conversation/message.ts";
import {
  fieldNamesOf,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import { checkLink, linkText, renderLink } from "../asking-link.ts";
import { words } from "../asking-params.ts";
import { form } from "../form.ts";
import type { BlockKind, Turn } from "../kind.ts";

const Goodbye = z.strictObject({
  text: words.meta(
    form({
      label: "Message",
      placeholder: "The last thing the bot says",
      control: "template",
      isLong: true,
    }),
  ),
  link: z
    .strictObject({
      label: z
        .string()
        .min(1)
        .max(500)
        .meta(form({ label: "Label", placeholder: "What it says", control: "template" })),
      url: linkText.meta(form({ label: "Address", placeholder: "https://", control: "address" })),
    })
    .optional()
    .meta(form({ label: "Button with a link" })),
});
type Goodbye = z.infer<typeof Goodbye>;

interface Prepared {
  readonly text: Template;
  readonly link: { readonly label: Template; readonly url: Template } | null;
}

/** Says goodbye, with a link to go on to if there is one, and ends the conversation. */
export const goodbye: BlockKind<Goodbye, Prepared> = {
  kind: "goodbye",
  family: "say",
  title: "Goodbye",
  summary: "Say goodbye and close",
  schema: Goodbye,
  migrations: [],
  marksCompletion: true,
  outputs: () => [],
  check: ({ link }) => checkLink(link?.url, ["link", "url"]),
  references: ({ text, link }) => ({
    reads: [text, link?.label ?? "", link?.url ?? ""].flatMap((it) =>
      fieldNamesOf(parseTemplate(it)),
    ),
    writes: [],
    blocks: [],
    bots: [],
  }),
  prepare: ({ text, link }) => ({
    text: parseTemplate(text),
    link: link ? { label: parseTemplate(link.label), url: parseTemplate(link.url) } : null,
  }),
  enter({ prepared }, turn) {
    const text = renderText(prepared.text, turn.scope);
    const options = optionsOf(prepared.link, turn);
    turn.say(options ? { type: "dialog", title: text, options } : { type: "text", text });
    return { kind: "close" };
  },
};

function optionsOf(link: Prepared["link"], turn: Turn): readonly Option[] | null {
  const url = link && renderLink(link.url, turn);
  if (!url) return null;
  return [{ label: renderText(link.label, turn.scope).trim() || url, payload: "$0", url }];
}

import { z } from "zod";
import {
  fieldNamesOf,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import { checkLink, linkText, renderLink } from "../asking-link.ts";
import { words } from "../asking-params.ts";
import { form } from "../form.ts";
import type { BlockKind, ParamProblem, Turn } from "../kind.ts";
import { embedLink } from "./embed-link.ts";

const Media = z.strictObject({
  kind: z.enum(["image", "video", "audio", "document", "iframe"]).meta(
    form({
      label: "What is shown",
      choices: {
        image: "Picture",
        video: "Video file",
        audio: "Recording",
        document: "Document",
        iframe: "Page, or YouTube or Vimeo video",
      },
    }),
  ),
  url: linkText.meta(
    form({
      label: "Address",
      help: "Where it lies, beginning with https://. For a page, that of a YouTube or Vimeo video will do.",
      placeholder: "https://",
      control: "address",
    }),
  ),
  caption: words.optional().meta(form({ label: "Caption", control: "template", isLong: true })),
});
type Media = z.infer<typeof Media>;

interface Prepared {
  readonly kind: Media["kind"];
  readonly url: Template;
  readonly caption: Template | null;
}

/** Shows a picture, a video, a recording, a document or a page, and goes on. */
export const media: BlockKind<Media, Prepared> = {
  kind: "media",
  family: "say",
  title: "Media",
  summary: "Show a picture, a video, a file",
  schema: Media,
  migrations: [],
  outputs: () => ["success"],
  check: ({ kind, url }) => [...checkLink(url, ["url"], "load"), ...checkKind(kind, url)],
  references: ({ url, caption = "" }) => ({
    reads: [...new Set([url, caption].flatMap((text) => fieldNamesOf(parseTemplate(text))))],
    writes: [],
    blocks: [],
    bots: [],
  }),
  prepare: ({ kind, url, caption }) => ({
    kind,
    url: parseTemplate(url),
    caption: caption === undefined ? null : parseTemplate(caption),
  }),
  enter({ prepared }, turn) {
    const caption = prepared.caption === null ? "" : renderText(prepared.caption, turn.scope);
    const url = renderLink(prepared.url, turn, "load");
    if (url !== null) show(prepared.kind, url, caption, turn);
    else if (caption !== "") turn.say({ type: "text", text: caption });
    return { kind: "leave", output: "success" };
  },
};

function show(kind: Media["kind"], url: string, caption: string, turn: Turn): void {
  if (kind !== "iframe") {
    turn.say(caption === "" ? { type: kind, url } : { type: kind, url, caption });
    return;
  }
  turn.say({ type: "iframe", url: embedLink(url) });
  // A frame carries no caption, so it follows.
  if (caption !== "") turn.say({ type: "text", text: caption });
}

/** A video's page is no video file: a player cannot show it. */
function checkKind(kind: Media["kind"], url: string): ParamProblem[] {
  if (kind !== "video" || embedLink(url) === url) return [];
  return [
    {
      path: ["kind"],
      code: "page-not-file",
      message: "This is the page of a video, not a video file.",
      hint: "Choose the kind iframe.",
      isWarning: true,
    },
  ];
}

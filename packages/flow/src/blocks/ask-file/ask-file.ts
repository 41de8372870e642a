import { z } from "zod";
import type { Input } from "../../conversation/message.ts";
import { asking } from "../asking.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";
import { form } from "../form.ts";

const fileKinds = ["image", "video", "audio", "document"] as const;
type FileKind = (typeof fileKinds)[number];

const longestUrl = 4096;
const webUrl = /^https?:\/\/[^\s\p{Cc}/?#\\]+(?:[/?#][^\s\p{Cc}]*)?$/iu;

const retryWords = "I cannot take this. Please send a file.";

const AskFile = z.strictObject({
  ...askingShape,
  field: answerField.meta(answerForm),
  errorText: words.default(retryWords).meta(errorForm),
  kinds: z
    .array(z.enum(fileKinds))
    .min(1)
    .default([...fileKinds])
    .meta(
      form({
        label: "What it may be",
        choices: { image: "Picture", video: "Video", audio: "Recording", document: "Document" },
      }),
    ),
  extensions: z
    .array(z.string().regex(/^\.?[A-Za-z0-9]{1,16}$/, "An extension is letters and digits: pdf."))
    .min(1)
    .max(50)
    .optional()
    .meta(
      form({
        label: "Extensions",
        help: "Any, if none is named.",
        placeholder: "pdf",
        section: "advanced",
      }),
    ),
  maxBytes: z
    .number()
    .int()
    .min(1)
    .optional()
    .meta(
      form({
        label: "Largest size",
        help: "In the web chat. Other channels keep the limit of the installation.",
        placeholder: "No limit of its own",
        control: "bytes",
        section: "advanced",
      }),
    ),
});
type AskFile = z.infer<typeof AskFile>;

interface Rules {
  readonly kinds: ReadonlySet<string>;
  readonly extensions: ReadonlySet<string> | null;
  readonly input: Input;
}

/** Asks for a picture, a recording or a document; the field holds its address. */
export const askFile = asking<AskFile, Rules>({
  kind: "ask_file",
  title: "Ask for a file",
  summary: "A picture, a recording, a document",
  schema: AskFile,
  retry: { words: retryWords, exact: retryText },
  prepare({ kinds, maxBytes, ...params }) {
    const extensions = params.extensions?.map((it) => it.replace(".", "").toLowerCase());
    return {
      kinds: new Set(kinds),
      extensions: extensions ? new Set(extensions) : null,
      input: controlOf(acceptOf(kinds, extensions), maxBytes),
    };
  },
  input: ({ input }) => input,
  read({ kinds, extensions }, message) {
    if (!("url" in message) || !kinds.has(message.type)) return null;
    const { url } = message;
    if (url === undefined || url.length > longestUrl || !webUrl.test(url)) return null;
    if (extensions && !extensions.has(extensionOf(url))) return null;
    return { value: url, type: "string" };
  },
});

const kindWords: { readonly [kind in FileKind]: string } = {
  image: "a picture",
  video: "a video",
  audio: "a recording",
  document: "a document",
};

function retryText({ kinds, extensions }: AskFile): string {
  const wanted = kinds.map((kind) => kindWords[kind]).join(" or ");
  const file = fileKinds.every((kind) => kinds.includes(kind)) ? "a file" : wanted;
  const endings = extensions?.map((it) => `.${it.replace(".", "").toLowerCase()}`).join(" or ");
  return `I cannot take this. Please send ${file}${endings ? ` that ends in ${endings}` : ""}.`;
}

function controlOf(accept: readonly string[] | null, maxBytes: number | undefined): Input {
  return {
    kind: "file",
    ...(accept ? { accept } : {}),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
}

/** What a file picker shows; `null` for everything, as there is no media type of documents. */
function acceptOf(kinds: readonly FileKind[], extensions: readonly string[] | undefined) {
  if (extensions) return extensions.map((extension) => `.${extension}`);
  return kinds.includes("document") ? null : kinds.map((kind) => `${kind}/*`);
}

function extensionOf(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
  return /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

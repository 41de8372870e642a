import { safeHref } from "./link-policy.ts";

/** A piece of a line. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "bold" | "italic"; readonly children: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly children: readonly Inline[] };

/** A paragraph of lines, or a list. */
export type Block =
  | { readonly kind: "paragraph"; readonly lines: readonly (readonly Inline[])[] }
  | {
      readonly kind: "list";
      readonly isOrdered: boolean;
      readonly items: readonly (readonly Inline[])[];
    };

/** Reads the small Markdown of messages: bold, italic, code, links, lists, line breaks. Never HTML. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  for (const line of source.replaceAll("\r\n", "\n").split("\n")) addLine(blocks, line);
  return blocks.filter((block) => block.kind === "list" || block.lines.length > 0);
}

/** The words of a Markdown text without its marks. */
export function plainText(source: string): string {
  return parseMarkdown(source)
    .flatMap((block) => (block.kind === "list" ? block.items : block.lines))
    .map(inlineText)
    .join("\n");
}

function addLine(blocks: Block[], line: string): void {
  const item = /^\s{0,3}(?:[-*•]|(\d{1,9})[.)])\s+(.*)$/.exec(line);
  const last = blocks.at(-1);
  if (item) {
    const isOrdered = item[1] !== undefined;
    const content = parseInline(item[2] ?? "");
    if (last?.kind === "list" && last.isOrdered === isOrdered) {
      blocks[blocks.length - 1] = { ...last, items: [...last.items, content] };
    } else blocks.push({ kind: "list", isOrdered, items: [content] });
  } else if (line.trim() === "") blocks.push({ kind: "paragraph", lines: [] });
  else if (last?.kind === "paragraph") {
    blocks[blocks.length - 1] = { ...last, lines: [...last.lines, parseInline(line)] };
  } else blocks.push({ kind: "paragraph", lines: [parseInline(line)] });
}

const maxDepth = 6;
// Every alternative is linear: no part of it can match the same character in two ways.
const pattern =
  /`([^`\n]+)`|\[([^[\]\n]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)\)|\*\*([^\n]+?)\*\*|__([^\n]+?)__|\*([^*\s](?:[^*\n]*[^*\s])?)\*|(?<![\p{L}\p{N}_])_([^_\s](?:[^_\n]*[^_\s])?)_(?![\p{L}\p{N}_])|(https?:\/\/[^\s<>"'`]+|mailto:[^\s<>"'`]+)/gu;

function parseInline(source: string, depth = 0): Inline[] {
  const found: Inline[] = [];
  const addText = (text: string) => {
    if (text) found.push({ kind: "text", text });
  };
  let end = 0;
  for (const match of depth > maxDepth ? [] : source.matchAll(pattern)) {
    addText(source.slice(end, match.index));
    found.push(...inlineOf(match, depth));
    end = match.index + match[0].length;
  }
  addText(source.slice(end));
  return found;
}

function inlineOf(match: RegExpMatchArray, depth: number): Inline[] {
  const [whole, code, label, address, bold, bold2, italic, italic2, bare] = match;
  if (code !== undefined) return [{ kind: "code", text: code }];
  if (label !== undefined) return link(whole, address ?? "", parseInline(label, depth + 1));
  if (bare !== undefined) return bareLink(bare);
  const strong = bold ?? bold2;
  if (strong !== undefined) return [{ kind: "bold", children: parseInline(strong, depth + 1) }];
  return [{ kind: "italic", children: parseInline(italic ?? italic2 ?? "", depth + 1) }];
}

function link(whole: string, address: string, children: readonly Inline[]): Inline[] {
  const href = safeHref(address);
  if (!href) return [{ kind: "text", text: whole }];
  return [{ kind: "link", href, children: children.flatMap(withoutLinks) }];
}

/** An address in running text, without the full stop or bracket that ends the sentence. */
function bareLink(address: string): Inline[] {
  const shown = address.replace(/[.,;:!?)\]}]+$/, "");
  const href = safeHref(shown);
  if (!href) return [{ kind: "text", text: address }];
  const rest = address.slice(shown.length);
  const node: Inline = { kind: "link", href, children: [{ kind: "text", text: shown }] };
  return rest ? [node, { kind: "text", text: rest }] : [node];
}

function withoutLinks(node: Inline): Inline[] {
  if (node.kind === "link") return node.children.flatMap(withoutLinks);
  if (node.kind === "text" || node.kind === "code") return [node];
  return [{ ...node, children: node.children.flatMap(withoutLinks) }];
}

function inlineText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) =>
      node.kind === "text" || node.kind === "code" ? node.text : inlineText(node.children),
    )
    .join("");
}

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { type Block, type Inline, parseMarkdown } from "../text/markdown.ts";

/** Markdown as elements: p, br, strong, em, code, a, ul, ol, li and no other. */
export function RichText({ source }: { source: string }) {
  const blocks = useMemo(() => parseMarkdown(source), [source]);
  return <>{blocks.map((block, index) => blockNode(block, index))}</>;
}

function blockNode(block: Block, key: number): ComponentChildren {
  if (block.kind === "paragraph") {
    return (
      <p key={key} dir="auto">
        {block.lines.flatMap((line, index) => [
          index > 0 && <br key={`break-${index}`} />,
          ...line.map(inlineNode),
        ])}
      </p>
    );
  }
  const items = block.items.map((item, index) => (
    <li key={`item-${index}`}>{item.map(inlineNode)}</li>
  ));
  return block.isOrdered ? (
    <ol key={key} dir="auto">
      {items}
    </ol>
  ) : (
    <ul key={key} dir="auto">
      {items}
    </ul>
  );
}

function inlineNode(node: Inline): ComponentChildren {
  switch (node.kind) {
    case "text":
      return node.text;
    case "code":
      return <code>{node.text}</code>;
    case "bold":
      return <strong>{node.children.map(inlineNode)}</strong>;
    case "italic":
      return <em>{node.children.map(inlineNode)}</em>;
    case "link":
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {node.children.map(inlineNode)}
        </a>
      );
  }
}

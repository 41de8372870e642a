import { Check, CopyIcon } from "lucide-react";
import { Fragment, type ReactNode, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { t } from "./words.ts";
import "./snippet.css";

const foldAtLines = 40;
const toldMs = 1500;

export interface SnippetProps {
  readonly text: string;
  /** What it is: its name for screen readers, and its heading. */
  readonly label: string;
  readonly language?: "json" | "code" | "plain";
  /** Its copy button has its word on it: a tooltip would lie over the text. */
  readonly saysCopy?: boolean;
  /** Copying it is the first thing to do here. */
  readonly takesFocus?: boolean;
  /** Beside the heading: a size, a choice. */
  readonly aside?: ReactNode;
}

/** Text for machines: mono, with copy, folded when it is long. */
export function Snippet(props: SnippetProps) {
  const { text, label, language = "plain", aside } = props;
  const { saysCopy = false, takesFocus = false } = props;
  const [isWhole, setWhole] = useState(false);
  const lines = text.split("\n");
  const isCode = language === "code";
  const isFolded = !isWhole && lines.length > foldAtLines;
  const shown = isFolded ? lines.slice(0, foldAtLines).join("\n") : text;
  return (
    <figure className="snippet">
      <figcaption className="snippet-head">
        <span className="snippet-label">{label}</span>
        {aside && <span className="snippet-aside">{aside}</span>}
        <CopyText text={text} what={label} saysCopy={saysCopy} takesFocus={takesFocus} />
      </figcaption>
      <pre
        // What scrolls must be reachable by keyboard.
        tabIndex={isCode ? 0 : undefined}
        className={isCode ? "snippet-text snippet-code" : "snippet-text"}
        dir="ltr"
      >
        <code>{language === "json" ? <Json text={shown} /> : shown}</code>
      </pre>
      {isFolded && (
        <Button size="small" look="quiet" className="snippet-more" onClick={() => setWhole(true)}>
          {t("Show all {count} lines", { count: lines.length })}
        </Button>
      )}
    </figure>
  );
}

interface CopyTextProps {
  readonly text: string;
  readonly what: string;
  readonly saysCopy: boolean;
  readonly takesFocus: boolean;
}

function CopyText({ text, what, saysCopy, takesFocus }: CopyTextProps) {
  const [isCopied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), toldMs);
  };
  const label = isCopied ? t("Copied") : t("Copy {what}", { what });
  const shared = {
    size: "small" as const,
    autoFocus: takesFocus,
    onClick: () => void copy(),
    icon: isCopied ? <Check /> : <CopyIcon />,
  };
  return (
    <>
      {saysCopy ? (
        <Button {...shared} look="quiet" aria-label={label}>
          {isCopied ? t("Copied") : t("Copy")}
        </Button>
      ) : (
        <IconButton {...shared} label={label} />
      )}
      <span className="visually-hidden" role="status">
        {isCopied ? t("Copied") : ""}
      </span>
    </>
  );
}

const token = /("(?:[^"\\\n]|\\.)*")(\s*:)?|\b(?:true|false|null|-?\d[\d.eE+-]*)\b/g;

/** JSON with its keys, texts and values told apart. */
function Json({ text }: { readonly text: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const found of text.matchAll(token)) {
    const [whole, quoted, colon] = found;
    const kind = !quoted ? "value" : colon ? "key" : "string";
    parts.push(
      <Fragment key={found.index}>
        {text.slice(from, found.index)}
        <span className={`snippet-${kind}`}>{whole}</span>
      </Fragment>,
    );
    from = found.index + whole.length;
  }
  return [...parts, text.slice(from)];
}

import { Check, CopyIcon } from "lucide-react";
import { useRef, useState } from "react";
import { t } from "./words.ts";
import "./copy.css";

const toldMs = 1500;

/** An id or a key in mono: a click copies it. */
export function Copy({ text, label }: { readonly text: string; readonly label?: string }) {
  const [isCopied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), toldMs);
  };
  return (
    <button
      type="button"
      className="copy"
      onClick={() => void copy()}
      title={text}
      aria-label={t("Copy {what}", { what: label ?? text })}
    >
      <span className="copy-text">{label ?? text}</span>
      {isCopied ? <Check /> : <CopyIcon />}
      <span className="visually-hidden" role="status">
        {isCopied ? t("Copied") : ""}
      </span>
    </button>
  );
}

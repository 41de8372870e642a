import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import "./fold.css";

export interface FoldProps {
  readonly title: string;
  /** How much is in it; nothing is not shown. */
  readonly count?: number;
  /** Opens by itself, for what must not be missed. */
  readonly isForced?: boolean;
  readonly children: ReactNode;
}

/** A part of a form that is folded until somebody wants it. */
export function Fold({ title, count = 0, isForced = false, children }: FoldProps) {
  const [isOpen, setOpen] = useState(false);
  const shows = isOpen || isForced;
  return (
    <section className="fold">
      <button
        type="button"
        className="fold-head"
        aria-expanded={shows}
        onClick={() => setOpen(!shows)}
      >
        <ChevronRight aria-hidden />
        {title}
        {count > 0 && <span className="fold-count">{count}</span>}
      </button>
      {shows && <div className="fold-body">{children}</div>}
    </section>
  );
}

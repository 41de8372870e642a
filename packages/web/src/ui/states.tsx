import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { Copy } from "./copy.tsx";
import { t } from "./words.ts";
import "./states.css";

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  /** What this is. */
  readonly title: string;
  /** Why it is empty. */
  readonly why: ReactNode;
  /** The one thing to do next. */
  readonly action?: ReactNode;
}

/** Nothing here yet: what this is, why it is empty, what to do next. */
export function EmptyState({ icon, title, why, action }: EmptyStateProps) {
  return (
    <div className="state">
      {icon && <div className="state-icon">{icon}</div>}
      <h2 className="state-title">{title}</h2>
      <p className="state-why">{why}</p>
      {action && <div className="state-action">{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  /** What happened. */
  readonly title: string;
  /** What was kept, and what to do. */
  readonly why: ReactNode;
  /** What support asks for. */
  readonly id?: string | null | undefined;
  readonly onRetry?: () => void;
}

/** Something went wrong: what, what was kept, what to do, an id to copy. */
export function ErrorState({ title, why, id, onRetry }: ErrorStateProps) {
  return (
    <div className="state" role="alert">
      <h2 className="state-title">{title}</h2>
      <p className="state-why">{why}</p>
      <div className="state-action">
        {onRetry && <Button onClick={onRetry}>{t("Try again")}</Button>}
        {id && <Copy text={id} />}
      </div>
    </div>
  );
}

const patienceMs = 150;

/** Grey lines where rows will stand; nothing for the first moments, so that fast answers do not flash. */
export function Skeleton({ rows = 6 }: { readonly rows?: number }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  const widths = Array.from({ length: rows }, (_, at) => ({
    at,
    width: `${88 - ((at * 17) % 40)}%`,
  }));
  return (
    <div className="skeleton" aria-busy="true" data-late={isLate}>
      <span className="visually-hidden">{t("Loading")}</span>
      {isLate &&
        widths.map(({ at, width }) => <div key={at} className="skeleton-row" style={{ width }} />)}
    </div>
  );
}

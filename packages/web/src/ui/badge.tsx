import type { ReactNode } from "react";
import "./badge.css";

export interface BadgeProps {
  /** The four meanings, and none. Never colour alone: the word stands beside it. */
  readonly meaning?: "ok" | "wait" | "fail" | "human" | "none";
  /** In the place of the dot; `null`: neither, for what is no state. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A state in one or two words. */
export function Badge({ meaning = "none", icon, children }: BadgeProps) {
  return (
    <span className={`badge badge-${meaning}`}>
      {icon === undefined ? <span className="badge-dot" aria-hidden="true" /> : icon}
      {children}
    </span>
  );
}

import { CircleAlert, Clock, Info } from "lucide-react";
import type { ReactNode } from "react";
import "./callout.css";

export interface CalloutProps {
  readonly meaning: "fail" | "wait" | "none";
  readonly title?: string;
  readonly children?: ReactNode;
  /** The one thing to do about it. */
  readonly action?: ReactNode;
}

const icons = { fail: CircleAlert, wait: Clock, none: Info } as const;

/** Says something about what stands around it, in place. What failed is read out at once. */
export function Callout({ meaning, title, children, action }: CalloutProps) {
  const Icon = icons[meaning];
  return (
    <div className={`callout callout-${meaning}`} role={meaning === "fail" ? "alert" : "status"}>
      <Icon aria-hidden="true" />
      <div className="callout-words">
        {title && <p className="callout-title">{title}</p>}
        {children && <div>{children}</div>}
        {action && <div className="callout-action">{action}</div>}
      </div>
    </div>
  );
}

import { type ReactNode, useEffect } from "react";
import { Mark } from "../../../ui/mark.tsx";
import "./welcome-frame.css";

export interface WelcomeFrameProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children?: ReactNode;
  /** Another way on. */
  readonly below?: ReactNode;
}

/** A screen before one is inside: one narrow column with one thing to do. */
export function WelcomeFrame({ title, about, children, below }: WelcomeFrameProps) {
  useEffect(() => {
    document.title = `${title} · Parley`;
  }, [title]);
  return (
    <main className="welcome" id="work" tabIndex={-1}>
      <div className="welcome-column">
        <Mark />
        <h1 className="welcome-title">{title}</h1>
        {about && <div className="welcome-about">{about}</div>}
        {children}
        {below && <div className="welcome-below">{below}</div>}
      </div>
    </main>
  );
}

import { type ReactNode, useId } from "react";
import "./section.css";

export interface SectionProps {
  readonly title: string;
  /** One sentence: what is set here. */
  readonly about?: ReactNode;
  /** At the right of the title. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** Some settings that belong together, under a title. */
export function Section({ title, about, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <header className="section-head">
        <div className="section-words">
          <h2 className="section-title" id={id}>
            {title}
          </h2>
          {about && <p className="section-about">{about}</p>}
        </div>
        {actions && <div className="section-actions">{actions}</div>}
      </header>
      {children && <div className="section-body">{children}</div>}
    </section>
  );
}

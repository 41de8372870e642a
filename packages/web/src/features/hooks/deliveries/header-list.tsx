import { t } from "../../../ui/words.ts";
import "./header-list.css";

export interface HeaderListProps {
  readonly label: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Headers, folded until they are wanted. */
export function HeaderList({ label, headers }: HeaderListProps) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return null;
  return (
    <details className="headers">
      <summary>
        {label}{" "}
        <span className="headers-count">
          {t("{count, plural, one {# line} other {# lines}}", { count: entries.length })}
        </span>
      </summary>
      <dl className="headers-list" dir="ltr">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

import type { FlowProblem } from "@parley/flow";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";

export interface ProblemsProps {
  readonly problems: readonly FlowProblem[];
  /** The draft has changed since: it may run now. */
  readonly isOlder: boolean;
  readonly onRetry: () => void;
}

/** What keeps a draft from running. */
export function Problems({ problems, isOlder, onRetry }: ProblemsProps) {
  return (
    <div className="try-problems" role="status">
      <h3>
        {t(
          "{count, plural, one {One problem keeps} other {# problems keep}} this draft from running",
          {
            count: problems.length,
          },
        )}
      </h3>
      <ul>
        {problems.slice(0, 20).map(({ path, message, hint }) => (
          <li key={path + message}>
            <p>{message}</p>
            <p className="try-problems-hint">{hint}</p>
          </li>
        ))}
      </ul>
      <Button look={isOlder ? "primary" : "plain"} onClick={onRetry}>
        {t("Try again")}
      </Button>
    </div>
  );
}

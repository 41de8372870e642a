import type { FlowDocument, FlowProblem } from "@parley/flow";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import { type GoToProblem, ProblemList } from "../panels/problem-list.tsx";

export interface ProblemsProps {
  readonly flow: FlowDocument;
  readonly problems: readonly FlowProblem[];
  /** The draft has changed since: it may run now. */
  readonly isOlder: boolean;
  readonly onRetry: () => void;
  /** Leads to where a problem is mended; absent where there is no canvas. */
  readonly onGo?: GoToProblem | undefined;
}

/** More than that nobody reads here. */
const mostShown = 20;

/** What keeps a draft from running. */
export function Problems({ flow, problems, isOlder, onRetry, onGo }: ProblemsProps) {
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
      <ProblemList flow={flow} problems={problems.slice(0, mostShown)} onGo={onGo} />
      <Button look={isOlder ? "primary" : "plain"} onClick={onRetry}>
        {t("Try again")}
      </Button>
    </div>
  );
}

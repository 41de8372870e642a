import type { FlowDocument } from "@parley/flow";
import { playTranscript } from "@parley/testkit";
import { CircleAlert, CircleCheck, CircleDashed, Play } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { type RunBot, worldOf } from "./model/run.ts";
import { type TestResult, useTestRun } from "./use-test-run.ts";
import "./tests-panel.css";

/** A test that is kept with a bot. */
export interface SavedTest {
  readonly id: number;
  readonly name: string;
  readonly transcript: string;
}

export interface TestsPanelProps {
  readonly flow: FlowDocument;
  readonly bot: Omit<RunBot, "name">;
  readonly tests: readonly SavedTest[];
  /** Opens *Try it*, where tests come from. */
  readonly onTry: () => void;
  /** Keeps another transcript under the same name. */
  readonly onReplace?: (test: SavedTest, transcript: string) => Promise<void>;
  readonly onRemove?: (test: SavedTest) => Promise<void>;
}

/** A bot's tests, played on the draft in this browser; a failing one shows its first wrong line. */
export function TestsPanel(props: TestsPanelProps) {
  const { flow, bot, tests, onTry } = props;
  const { results, isRunning, runAll } = useTestRun(flow, bot, tests);
  const failed = [...results.values()].filter((it) => it.difference !== null).length;
  if (tests.length === 0) {
    return (
      <EmptyState
        title={t("Flow tests")}
        why={t("Nothing is kept yet. Try the flow, then keep the run as a test.")}
        action={<Button onClick={onTry}>{t("Try it")}</Button>}
      />
    );
  }
  return (
    <section className="tests" aria-label={t("Flow tests")}>
      <header className="tests-head">
        <p role="status">{summary(tests.length, results.size, failed)}</p>
        <Button size="small" icon={<Play />} look="primary" isBusy={isRunning} onClick={runAll}>
          {t("Run all")}
        </Button>
      </header>
      <ul>
        {tests.map((test) => (
          <TestRow key={test.id} {...props} test={test} result={results.get(test.id)} />
        ))}
      </ul>
    </section>
  );
}

function summary(count: number, played: number, failed: number): string {
  if (played < count) return t("{count, plural, one {# test} other {# tests}}", { count });
  if (failed > 0)
    return t("{failed, plural, one {# of {count} fails} other {# of {count} fail}}", {
      failed,
      count,
    });
  return t("{count, plural, one {The test passes} other {All # tests pass}}", { count });
}

type TestRowProps = Omit<TestsPanelProps, "tests"> & {
  readonly test: SavedTest;
  readonly result: TestResult | undefined;
};

function TestRow({ test, result, onRemove, ...rest }: TestRowProps) {
  const difference = result?.difference ?? null;
  return (
    <li className="tests-one">
      <div className="tests-line">
        <Outcome result={result} />
        <span className="tests-name" dir="auto">
          {test.name}
        </span>
        {onRemove && (
          <Button size="small" look="quiet" onClick={() => void onRemove(test)}>
            {t("Remove")}
          </Button>
        )}
      </div>
      {difference && <Difference {...rest} test={test} difference={difference} />}
    </li>
  );
}

function Outcome({ result }: { readonly result: TestResult | undefined }) {
  if (!result) return <CircleDashed className="tests-icon" aria-label={t("Not played yet")} />;
  if (result.difference === null)
    return <CircleCheck className="tests-icon tests-ok" aria-label={t("Passes")} />;
  return <CircleAlert className="tests-icon tests-fail" aria-label={t("Fails")} />;
}

type DifferenceProps = Pick<TestRowProps, "flow" | "bot" | "test" | "onReplace"> & {
  readonly difference: NonNullable<TestResult["difference"]>;
};

function Difference({ flow, bot, test, onReplace, difference }: DifferenceProps) {
  const { line, expected, found, fault } = difference;
  const [isBusy, setBusy] = useState(false);
  // What the flow does now; a test that cannot be played to its end has nothing to be replaced by.
  const now = useMemo(
    () => (fault === null ? playTranscript(flow, test.transcript, worldOf(bot)) : null),
    [fault, flow, test, bot],
  );
  const replace = async (transcript: string) => {
    setBusy(true);
    await onReplace?.(test, transcript).finally(() => setBusy(false));
  };
  return (
    <div className="tests-difference">
      <p>{fault ?? t("Line {line} differs:", { line })}</p>
      {expected !== null && (
        <p className="tests-wrong mono" dir="auto">
          <span className="tests-mark">{t("expected")}</span> {expected || t("nothing more")}
        </p>
      )}
      {fault === null && (
        <p className="tests-found mono" dir="auto">
          <span className="tests-mark">{t("found")}</span> {found || t("nothing more")}
        </p>
      )}
      {now !== null && onReplace && (
        <Button size="small" isBusy={isBusy} onClick={() => void replace(now)}>
          {t("This is right: keep what the flow does now")}
        </Button>
      )}
    </div>
  );
}

import type { FlowDocument } from "@parley/flow";
import { playTranscript } from "@parley/testkit";
import { CircleAlert, CircleCheck, CircleDashed, ListChecks, Play, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
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
  /** Something is wrong with the flow: it cannot run, so no test of it can be played. */
  readonly isFaulty?: boolean;
  /** Opens *Try it*, where tests come from. */
  readonly onTry: () => void;
  /** Keeps another transcript under the same name. */
  readonly onReplace?: (test: SavedTest, transcript: string) => Promise<void>;
  readonly onRemove?: (test: SavedTest) => Promise<void>;
}

/** A bot's tests, played on the draft in this browser; a failing one shows its first wrong line. */
export function TestsPanel(props: TestsPanelProps) {
  const { flow, bot, tests, isFaulty = false, onTry } = props;
  const { results, isRunning, runAll } = useTestRun(flow, bot, isFaulty ? none : tests);
  const now = [...results.values()].filter(({ isOlder }) => !isOlder);
  const failed = now.filter(({ difference }) => difference !== null).length;
  if (tests.length === 0) {
    return (
      <EmptyState
        icon={<ListChecks />}
        title={t("Flow tests")}
        why={t(
          "A test plays a conversation again and tells when the flow answers anything else. Try the flow, then keep the run as a test.",
        )}
        action={<Button onClick={onTry}>{t("Try it")}</Button>}
      />
    );
  }
  return (
    <section className="tests" aria-label={t("Flow tests")}>
      <header className="tests-head">
        <p role="status">
          {isFaulty
            ? t(
                "Something in this flow is wrong or to fill in. Its tests can be played after that.",
              )
            : summary(tests.length, now.length, failed)}
        </p>
        {!isFaulty && (
          <Button size="small" icon={<Play />} look="primary" isBusy={isRunning} onClick={runAll}>
            {t("Run all")}
          </Button>
        )}
      </header>
      <ul>
        {tests.map((test) => (
          <TestRow key={test.id} {...props} test={test} result={results.get(test.id)} />
        ))}
      </ul>
    </section>
  );
}

const none: readonly SavedTest[] = [];

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
        <div className="tests-about">
          <p className="tests-name" title={test.name} dir="auto">
            {test.name}
          </p>
          <p className="tests-result">{resultWords(result)}</p>
        </div>
        {onRemove && (
          <IconButton
            label={t("Remove {name}", { name: test.name })}
            icon={<Trash2 />}
            size="small"
            onClick={() => void onRemove(test)}
          />
        )}
      </div>
      {difference && !result?.isOlder && (
        <Difference {...rest} test={test} difference={difference} />
      )}
    </li>
  );
}

function Outcome({ result }: { readonly result: TestResult | undefined }) {
  if (!result || result.isOlder) return <CircleDashed className="tests-icon" aria-hidden />;
  if (result.difference === null)
    return <CircleCheck className="tests-icon tests-ok" aria-hidden />;
  return <CircleAlert className="tests-icon tests-fail" aria-hidden />;
}

function resultWords(result: TestResult | undefined): string {
  if (!result) return t("Not played yet");
  const { difference, isOlder } = result;
  if (isOlder)
    return difference === null
      ? t("Passed before the last change")
      : t("Failed before the last change");
  if (difference === null) return t("Passes");
  return difference.fault === null
    ? t("Fails at line {line}", { line: difference.line })
    : t("Fails");
}

type DifferenceProps = Pick<TestRowProps, "flow" | "bot" | "test" | "onReplace"> & {
  readonly difference: NonNullable<TestResult["difference"]>;
};

function Difference({ flow, bot, test, onReplace, difference }: DifferenceProps) {
  const { expected, found, fault } = difference;
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
      {fault !== null && <p>{fault}</p>}
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
          {t("Keep what the flow does now")}
        </Button>
      )}
    </div>
  );
}

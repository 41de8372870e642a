import type { FlowDocument } from "@parley/flow";
import { ListPlus, LocateFixed, RotateCcw, X } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { Button } from "../../../ui/button.tsx";
import { Callout } from "../../../ui/callout.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { t } from "../../../ui/words.ts";
import type { GoToProblem } from "../panels/problem-list.tsx";
import { ActForm } from "./act-form.tsx";
import { ChatFrame } from "./chat-frame.tsx";
import { flowOf, type Run, type RunBot } from "./model/run.ts";
import type { RunPath } from "./model/run-path.ts";
import { createVisitorDoor } from "./model/visitor-door.ts";
import { Problems } from "./problems.tsx";
import { RunBar } from "./run-bar.tsx";
import { SaveTestDialog } from "./save-test-dialog.tsx";
import { StepList } from "./step-list.tsx";
import {
  type Asking,
  anytimeActions,
  callReally,
  type PerformRequest,
  waitActions,
} from "./try-actions.ts";
import { useDelays } from "./use-delays.ts";
import type { Following } from "./use-follow.ts";
import { useTryOut } from "./use-try-out.ts";
import "./try-it.css";

export interface TryItProps {
  /** The draft as it stands. A run goes on with the one that it began with. */
  readonly flow: FlowDocument;
  readonly bot: RunBot;
  /** Hears the way that the run has taken, whenever it has gone on. */
  readonly onPath: (path: RunPath) => void;
  /** Whether the canvas goes along with the run; absent where there is none. */
  readonly following?: Following;
  /** Shows where it is mended what keeps the draft from running; absent where there is no canvas. */
  readonly onGoToProblem?: GoToProblem;
  readonly performRequest: PerformRequest;
  /** Keeps a run; a refusal is shown in the dialog. Absent for those who may not. */
  readonly saveTest?: (name: string, transcript: string) => Promise<void>;
  readonly onClose: () => void;
}

/** The real chat on the draft, beside it everything that the world outside could do. Nothing of it reaches the server. */
export function TryIt(props: TryItProps) {
  const { flow, bot, onClose } = props;
  const tryOut = useTryOut(flow, bot);
  const { opening, round, isOlder, startAgain } = tryOut;
  if (opening.ok) {
    const { run } = opening;
    return (
      <Running {...props} key={round} {...{ run, isOlder, startAgain }} isFirst={round === 1} />
    );
  }
  return (
    <Panel onClose={onClose}>
      <Problems
        {...{ flow, isOlder, onGo: props.onGoToProblem }}
        problems={opening.problems}
        onRetry={startAgain}
      />
    </Panel>
  );
}

type RunningProps = TryItProps & {
  readonly run: Run;
  readonly isOlder: boolean;
  readonly isFirst: boolean;
  readonly startAgain: () => void;
};

function Running(props: RunningProps) {
  const { run, isOlder, startAgain, onPath, following, onClose, saveTest } = props;
  const view = useSyncExternalStore(run.listen, run.read);
  const door = useMemo(() => createVisitorDoor(run, Date.now), [run]);
  const [isSaving, setSaving] = useState(false);
  const outside = useOutside(props);
  useDelays(run, view);
  useEffect(() => {
    onPath(view.path);
  }, [onPath, view.path]);
  const ports = { run, ...outside };
  return (
    <Panel
      onClose={onClose}
      tools={
        <>
          {following && (
            <IconButton
              label={t("Follow on the canvas")}
              icon={<LocateFixed />}
              size="small"
              className="try-follow"
              aria-pressed={following.isOn}
              onClick={following.toggle}
            />
          )}
          {saveTest && (
            <IconButton
              label={t("Keep as a test")}
              icon={<ListPlus />}
              size="small"
              disabled={view.acts.length === 0}
              onClick={() => setSaving(true)}
            />
          )}
          <IconButton
            label={t("Start again")}
            icon={<RotateCcw />}
            size="small"
            onClick={startAgain}
          />
        </>
      }
    >
      {isOlder && <OlderDraft onAgain={startAgain} />}
      {view.fault !== null && <Callout meaning="fail">{faultWords(view.fault)}</Callout>}
      <ChatFrame botName={run.bot.name} door={door} takesFocus />
      <RunBar
        run={run}
        view={view}
        actions={waitActions(view, ports)}
        anytime={anytimeActions(view, ports)}
        isCalling={outside.isCalling}
        isAsking={outside.asking !== null}
      />
      {outside.error !== null && <Callout meaning="fail">{outside.error}</Callout>}
      {outside.asking && (
        <ActForm
          key={outside.asking.kind}
          flow={flowOf(run, view.bot)}
          asking={outside.asking}
          onAct={outside.act}
          onCancel={() => outside.ask(null)}
        />
      )}
      <StepList run={run} view={view} />
      {isSaving && saveTest && (
        <SaveTestDialog {...{ run, isOlder, saveTest }} onClose={() => setSaving(false)} />
      )}
    </Panel>
  );
}

/** What the reader lets the world outside do. */
function useOutside({ run, performRequest }: RunningProps) {
  const [asking, ask] = useState<Asking | null>(null);
  const [isCalling, setCalling] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const act = (it: Parameters<Run["perform"]>[0]) => {
    const reason = run.perform(it);
    if (reason === null) ask(null);
    return reason;
  };
  return {
    ...{ asking, ask, act, isCalling, error },
    perform: (it: Parameters<Run["perform"]>[0]) => setError(act(it)),
    call: (call: Parameters<typeof callReally>[1]) => {
      setCalling(true);
      void callReally(run, call, performRequest).then((reason) => {
        setError(reason);
        setCalling(false);
      });
    },
  };
}

function OlderDraft({ onAgain }: { readonly onAgain: () => void }) {
  return (
    <div className="try-older" role="status">
      <span>{t("This run is of an older draft.")}</span>
      <Button size="small" onClick={onAgain}>
        {t("Start again")}
      </Button>
    </div>
  );
}

function faultWords(fault: string): string {
  const bot = /jumps to bot (\d+)/.exec(fault)?.[1];
  if (bot === undefined) return fault;
  return t("The flow goes on in bot {bot}, and no published flow of it was found.", { bot });
}

interface PanelProps {
  readonly onClose: () => void;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

function Panel({ onClose, tools, children }: PanelProps) {
  return (
    <div className="try">
      <header className="try-head">
        <h2>{t("Try it")}</h2>
        {tools}
        <IconButton label={t("Close")} icon={<X />} size="small" onClick={onClose} />
      </header>
      {children}
    </div>
  );
}

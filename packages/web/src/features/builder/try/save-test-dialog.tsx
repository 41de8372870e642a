import { writeTranscript } from "@parley/testkit";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Callout } from "../../../ui/callout.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { type Run, worldOf } from "./model/run.ts";
import "./save-test-dialog.css";

export interface SaveTestDialogProps {
  readonly run: Run;
  readonly isOlder: boolean;
  readonly saveTest: (name: string, transcript: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Keeps a run as a test: what happened, and everything that came of it, line by line. */
export function SaveTestDialog({ run, isOlder, saveTest, onClose }: SaveTestDialogProps) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const heading = name.trim() || t("A run");
  const transcript = writeTranscript(run.document, heading, run.lines(), worldOf(run.bot));
  const save = async () => {
    setBusy(true);
    try {
      await saveTest(heading, transcript);
      onClose();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("Keep this run as a test")}
      about={t("A test plays what happened again and fails when the flow does anything else.")}
      actions={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void save()}>
            {t("Save test")}
          </Button>
        </>
      }
    >
      <form
        className="save-test"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          autoFocus
          maxLength={200}
          label={t("Name")}
          placeholder={t("The payment goes through")}
          value={name}
          error={error}
          onChange={({ target }) => setName(target.value)}
        />
        {isOlder && (
          <Callout meaning="wait">
            {t("This run is of an older draft: the test may fail on the present one.")}
          </Callout>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
        <section className="save-test-lines" tabIndex={0} aria-label={t("What the test will say")}>
          <pre dir="auto">{linesOf(transcript)}</pre>
        </section>
      </form>
    </Dialog>
  );
}

/** What happens and what comes of it: the heading and the fences around it are for the file alone. */
function linesOf(transcript: string): string {
  return /```text\n(.*?)\n```/s.exec(transcript)?.[1] ?? transcript.trim();
}

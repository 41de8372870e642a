import { CircleCheck, CircleOff, Hourglass, LogIn } from "lucide-react";
import { t } from "../../../ui/words.ts";
import { Figure } from "../figure.tsx";
import type { FunnelRow } from "../model/funnel.ts";
import { exactCount, narrowCount } from "../model/write-figure.ts";

/** Came, wait, ended, silent: a block's figures in one line. */
export function StepFigures({ row }: { readonly row: FunnelRow }) {
  const { entered, waiting, dropped, ended } = row;
  return (
    <p className="step-figures">
      <span title={t("Came here: {count}", { count: exactCount(entered) })}>
        <LogIn aria-hidden="true" />
        <Figure count={entered} />
      </span>
      {waiting > 0 && (
        <span
          className="step-wait"
          title={t("Wait here now: {count}", { count: exactCount(waiting) })}
        >
          <Hourglass aria-hidden="true" />
          {narrowCount(waiting)} {t("wait")}
        </span>
      )}
      {ended > 0 && (
        <span className="step-end" title={t("Ended here: {count}", { count: exactCount(ended) })}>
          <CircleCheck aria-hidden="true" />
          {narrowCount(ended)} {t("ended")}
        </span>
      )}
      {dropped > 0 && (
        <span
          className="step-fail"
          title={t("Of them silent for 24 hours: {count}", { count: exactCount(dropped) })}
        >
          <CircleOff aria-hidden="true" />
          {narrowCount(dropped)} {t("dropped")}
        </span>
      )}
    </p>
  );
}

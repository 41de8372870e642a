import { spokenLocale, t } from "../../../ui/words.ts";
import { type HookHealth, healthShares } from "../model/hook-state.ts";
import "./health-bar.css";

/** How the deliveries of a day ended so far: a bar with its figures. */
export function HealthBar({ health }: { readonly health: HookHealth }) {
  const shares = healthShares(health);
  if (!shares) return <span className="health-none">{t("Nothing sent")}</span>;
  const { delivered, retrying, givenUp } = health;
  const words = t("{delivered} delivered, {retrying} retrying, {givenUp} given up", {
    ...{ delivered, retrying, givenUp },
  });
  return (
    <span className="health" title={words}>
      <svg className="health-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="health-ok" width={shares.delivered} height="6" />
        <rect className="health-wait" x={shares.delivered} width={shares.retrying} height="6" />
        <rect
          className="health-fail"
          x={shares.delivered + shares.retrying}
          width={shares.givenUp}
          height="6"
        />
      </svg>
      <span aria-hidden="true">{delivered.toLocaleString(spokenLocale())}</span>
      {retrying + givenUp > 0 && (
        <span className={givenUp > 0 ? "health-bad" : "health-late"} aria-hidden="true">
          {t("{count} failed", { count: retrying + givenUp })}
        </span>
      )}
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

import { useMemo, useState } from "react";
import { bestMatches } from "../../../ui/best-matches.ts";
import { Button } from "../../../ui/button.tsx";
import { matchWords } from "../../../ui/match-words.ts";
import { ownTimeZone } from "../../../ui/own-time-zone.ts";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { setTimeZone } from "../model/edit-settings.ts";
import { timeZones, zoneName } from "../model/time-zones.ts";
import { useBuilder, useFlow } from "../use-builder.ts";
import { PickDialog } from "./pick-dialog.tsx";
import { PickButton, Setting } from "./setting.tsx";

/** The clock that the flow is on; one click takes the reader's own where nobody has chosen any. */
export function ZoneSetting() {
  const builder = useBuilder();
  const { timezone } = useFlow();
  const { isReadOnly } = useActions();
  const [isOpen, setOpen] = useState(false);
  const own = ownTimeZone();
  const choose = (zone: string) =>
    builder.edit(t("Change the time zone"), (it) => setTimeZone(it, zone));
  return (
    <Setting
      path={["timezone"]}
      label={t("Time zone")}
      hint={t("Dates and times of the flow are on this clock, @today as well.")}
    >
      {(ids) => (
        <>
          <PickButton ids={ids} disabled={isReadOnly} onOpen={() => setOpen(true)}>
            {zoneName(timezone)}
          </PickButton>
          {timezone === "UTC" && own !== "UTC" && !isReadOnly && (
            <Button size="small" onClick={() => choose(own)}>
              {t("Use {zone}", { zone: zoneName(own) })}
            </Button>
          )}
          {isOpen && (
            <ZoneDialog first={[own, timezone]} onPick={choose} onClose={() => setOpen(false)} />
          )}
        </>
      )}
    </Setting>
  );
}

function ZoneDialog({
  first,
  onPick,
  onClose,
}: {
  readonly first: readonly string[];
  readonly onPick: (zone: string) => void;
  readonly onClose: () => void;
}) {
  // Some hundred clocks are read once, when the list opens.
  const [zones] = useState(() => timeZones(first, Date.now()));
  const choices = useMemo(
    () => zones.map(({ zone, title, offset }) => ({ value: zone, title, about: offset })),
    [zones],
  );
  return (
    <PickDialog
      onClose={onClose}
      title={t("Time zone")}
      label={t("City or region")}
      find={(search) =>
        bestMatches(choices, ({ title, value, about }) =>
          matchWords(`${title} ${value} ${about}`.replaceAll("/", " / "), search),
        )
      }
      onPick={onPick}
    />
  );
}

import type { Version } from "@parley/contract";
import type { FlowDocument } from "@parley/flow";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Skeleton } from "../../../ui/states.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { Select } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { versionQuery } from "../builder-queries.ts";
import { openFlow } from "../model/open-flow.ts";
import { FlowChanges } from "./flow-changes.tsx";
import { TextChanges } from "./text-changes.tsx";

/** Notes are cut to some lines in the list of versions; one that may not be whole there is shown here. */
const shortNote = 100;
/** What stands for the draft in the list of what to compare with. */
const draftVersion = -1;

export interface VersionCompareProps {
  readonly bot: string;
  readonly versions: readonly Version[];
  readonly after: number;
  /** 0: nothing, as before the first version. */
  readonly before: number;
  readonly draft: FlowDocument | null;
  readonly onBefore: (version: number) => void;
}

/** What differs between a version and any other, or the draft. */
export function VersionCompare({
  bot,
  versions,
  after,
  before,
  draft,
  onBefore,
}: VersionCompareProps) {
  const [view, setView] = useState("blocks");
  const one = useFlowOf(bot, before, draft);
  const other = useFlowOf(bot, after, draft);
  const note = versions.find(({ version }) => version === after)?.note ?? "";
  const options = [
    { value: String(draftVersion), label: t("The draft") },
    ...versions
      .filter(({ version }) => version !== after)
      .map(({ version }) => ({
        value: String(version),
        label: t("Version {number}", { number: version }),
      })),
    { value: "0", label: t("Nothing") },
  ];
  return (
    <section className="versions-compare" aria-label={t("What differs")}>
      <header className="versions-compare-head">
        <h2>{t("Version {number}, compared with", { number: after })}</h2>
        <Select
          label={t("Compared with")}
          hidesLabel
          value={String(before)}
          options={options}
          onChange={({ target }) => onBefore(Number(target.value))}
        />
      </header>
      {note.length > shortNote && (
        <p className="versions-note" dir="auto">
          {note}
        </p>
      )}
      {other === undefined || one === undefined ? (
        <Skeleton />
      ) : (
        <Tabs
          label={t("What differs")}
          value={view}
          onChange={setView}
          tabs={[
            {
              value: "blocks",
              label: t("Blocks"),
              content: other && <FlowChanges before={one} after={other} />,
            },
            {
              value: "text",
              label: t("Text"),
              content: other && <TextChanges before={one} after={other} />,
            },
          ]}
        />
      )}
    </section>
  );
}

/** `undefined` while it is read, `null` for nothing. */
function useFlowOf(
  bot: string,
  version: number,
  draft: FlowDocument | null,
): FlowDocument | null | undefined {
  const api = useApi();
  const { data } = useQuery({ ...versionQuery(api, bot, version), enabled: version > 0 });
  if (version === 0) return null;
  const flow = version === draftVersion ? draft : data;
  return flow ? openFlow(flow) : undefined;
}

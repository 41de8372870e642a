import { useQuery } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { Select } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { versionsQuery } from "../insights-queries.ts";

export interface VersionFilterProps {
  readonly botId: number;
  /** `null`: all of them. */
  readonly version: number | null;
  readonly onChange: (version: number | null) => void;
}

/** Of which version the figures are. With a single version there is nothing to choose. */
export function VersionFilter({ botId, version, onChange }: VersionFilterProps) {
  const versions = useQuery(versionsQuery(useApi(), botId)).data ?? [];
  if (versions.length < 2 && version === null) return null;
  const known = versions.map((one) => ({
    value: String(one.version),
    label: one.note
      ? t("Version {version}: {note}", { version: one.version, note: one.note })
      : t("Version {version}", { version: one.version }),
  }));
  // A link may name a version before the list is read.
  const isKnown = version === null || known.some(({ value }) => value === String(version));
  const own = isKnown
    ? []
    : [{ value: String(version), label: t("Version {version}", { version: version ?? 0 }) }];
  return (
    <Select
      label={t("Version")}
      hidesLabel
      options={[{ value: "", label: t("All versions") }, ...known, ...own]}
      value={version === null ? "" : String(version)}
      onChange={({ target }) => onChange(target.value === "" ? null : Number(target.value))}
    />
  );
}

import { Select, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { fromLocalField, type Moments, toLocalField } from "../model/moments.ts";

export interface MomentFieldsProps {
  readonly moments: Moments;
  readonly onChange: (
    next: Readonly<Record<"period" | "since" | "until", string | undefined>>,
  ) => void;
}

/** A part of the past: one that ends now, or between two moments. */
export function MomentFields({ moments, onChange }: MomentFieldsProps) {
  const { period, since, until } = moments;
  const between = { period: "between", since, until } as const;
  return (
    <>
      <Select
        label={t("Time")}
        hidesLabel
        size="small"
        value={period ?? ""}
        data-set={period !== undefined}
        onChange={({ target }) =>
          onChange({ period: target.value || undefined, since: undefined, until: undefined })
        }
        options={[
          { value: "", label: t("Any time") },
          { value: "1h", label: t("Last hour") },
          { value: "24h", label: t("Last 24 hours") },
          { value: "7d", label: t("Last 7 days") },
          { value: "between", label: t("Between…") },
        ]}
      />
      {period === "between" && (
        <>
          <TextField
            label={t("From")}
            hidesLabel
            size="small"
            type="datetime-local"
            value={toLocalField(since)}
            onChange={({ target }) => onChange({ ...between, since: fromLocalField(target.value) })}
          />
          <TextField
            label={t("Until")}
            hidesLabel
            size="small"
            type="datetime-local"
            value={toLocalField(until)}
            onChange={({ target }) => onChange({ ...between, until: fromLocalField(target.value) })}
          />
        </>
      )}
    </>
  );
}

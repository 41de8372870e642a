import { X } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Select, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { countFilters, type DeliveryFilters, deliveryStates } from "../model/delivery-filters.ts";
import { hookSenders, hookTypes } from "../model/hook-kinds.ts";
import { deliveryWord } from "./delivery-badge.tsx";
import { MomentFields } from "./moment-fields.tsx";
import "./filter-bar.css";

export interface DeliveryFilterBarProps {
  readonly filters: DeliveryFilters;
  readonly total: number | undefined;
  readonly onChange: (next: Readonly<Record<string, string | number | undefined>>) => void;
}

const none = {
  ...{ status: undefined, type: undefined, sender: undefined, customer: undefined, run: undefined },
  ...{ period: undefined, since: undefined, until: undefined },
};

/** What part of the log is looked at, and how much that is. */
export function DeliveryFilterBar({ filters, total, onChange }: DeliveryFilterBarProps) {
  const { status, type, sender, customer, run } = filters;
  return (
    <search className="filters" aria-label={t("Filter deliveries")}>
      <Choice
        label={t("Any state")}
        value={status}
        options={deliveryStates.map((value) => ({ value, label: deliveryWord(value) }))}
        onChange={(value) => onChange({ status: value })}
      />
      <Choice
        label={t("Any type")}
        value={type}
        options={hookTypes.map(same)}
        onChange={(value) => onChange({ type: value })}
      />
      <Choice
        label={t("Any sender")}
        value={sender}
        options={hookSenders.map(same)}
        onChange={(value) => onChange({ sender: value })}
      />
      <CustomerField customer={customer} onChange={(found) => onChange({ customer: found })} />
      <MomentFields moments={filters} onChange={onChange} />
      {run !== undefined && (
        <Button size="small" icon={<X />} onClick={() => onChange({ run: undefined })}>
          {run === 0 ? t("As it happened") : t("Run {run}", { run })}
        </Button>
      )}
      {countFilters(filters) > 0 && (
        <Button size="small" look="quiet" onClick={() => onChange(none)}>
          {t("Clear filters")}
        </Button>
      )}
      {total !== undefined && (
        <span className="filters-count" role="status">
          {t("{count, plural, one {# delivery} other {# deliveries}}", { count: total })}
        </span>
      )}
    </search>
  );
}

/** Long enough that an id is typed to its end. */
const typingMs = 400;

interface CustomerFieldProps {
  readonly customer: number | undefined;
  readonly onChange: (customer: number | undefined) => void;
}

/** Narrows the log down while one types; at once by Enter and when one leaves. */
function CustomerField({ customer, onChange }: CustomerFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const apply = () => {
    if (typed !== null && digits(typed) !== customer) onChange(digits(typed));
  };
  const applyLater = useEffectEvent(apply);
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => applyLater(), typingMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextField
      label={t("Customer id")}
      hidesLabel
      size="small"
      isMono
      inputMode="numeric"
      placeholder={t("Customer id")}
      value={typed ?? customer ?? ""}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => {
        apply();
        // From here on what the address says: filters may be cleared elsewhere.
        setTyped(null);
      }}
      onKeyDown={({ key }) => {
        if (key === "Enter") apply();
      }}
    />
  );
}

const same = (value: string) => ({ value, label: value });

function digits(text: string): number | undefined {
  const found = Number(text.replaceAll(/\D/g, ""));
  return found > 0 ? found : undefined;
}

interface ChoiceProps {
  /** What stands there while nothing is chosen. */
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string | undefined) => void;
}

function Choice({ label, value = "", options, onChange }: ChoiceProps) {
  return (
    <Select
      label={label}
      hidesLabel
      size="small"
      value={value}
      data-set={value !== ""}
      onChange={({ target }) => onChange(target.value || undefined)}
      options={[{ value: "", label }, ...options]}
    />
  );
}

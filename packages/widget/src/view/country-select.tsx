import { useMemo } from "preact/hooks";
import { useChat } from "./chat-context.ts";
import { dialCodes } from "./dial-codes.ts";

type CountrySelectProps = { value: string; onChange: (country: string) => void };

/** Chooses the country a phone number belongs to. */
export function CountrySelect({ value, onChange }: CountrySelectProps) {
  const { words } = useChat();
  const countries = useMemo(namedCountries, []);
  return (
    <label class="country" data-lb-part="input-country-select">
      <span data-lb-part="input-country-flag">{value}</span> +{dialCodes.get(value)}
      <select
        aria-label={words("input_country")}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {countries.map(({ country, name, code }) => (
          <option key={country} value={country}>
            {name} +{code}
          </option>
        ))}
      </select>
    </label>
  );
}

function namedCountries() {
  const names = new Intl.DisplayNames(undefined, { type: "region" });
  return [...dialCodes]
    .map(([country, code]) => ({ country, code, name: names.of(country) ?? country }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

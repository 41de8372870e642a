import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { dialCodes, guessCountry } from "./dial-codes.ts";
import type { CountryPanelProps } from "./panel-props.ts";
import { readersLocale } from "./readers-locale.ts";

/** Chooses the country a phone number belongs to. */
export function CountryPanel({ label, expected, onDialCode }: CountryPanelProps) {
  const [country, setCountry] = useState(() =>
    expected && dialCodes.has(expected) ? expected : guessCountry(readersLocale()),
  );
  const countries = useMemo(namedCountries, []);
  const code = dialCodes.get(country) ?? "";
  useLayoutEffect(() => onDialCode(code), [code]);
  return (
    <label class="country" data-lb-part="input-country-select">
      <span data-lb-part="input-country-flag">{country}</span> <bdi dir="ltr">+{code}</bdi>
      <select
        aria-label={label}
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value)}
      >
        {countries.map((one) => (
          <option key={one.country} value={one.country}>
            {one.name} +{one.code}
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

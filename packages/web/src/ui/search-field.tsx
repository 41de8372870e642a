import { Search, X } from "lucide-react";
import { useRef } from "react";
import { IconButton } from "./icon-button.tsx";
import { t } from "./words.ts";
import "./search-field.css";

export interface SearchFieldProps {
  /** What is searched: its name for screen readers, and what stands in it while it is empty. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Narrows down the list below it while one types; Esc empties it. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const empty = () => {
    onChange("");
    field.current?.focus();
  };
  return (
    <search className="search">
      <Search aria-hidden="true" />
      <input
        ref={field}
        className="input search-input"
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || value === "") return;
          event.stopPropagation();
          onChange("");
        }}
      />
      {value !== "" && (
        <IconButton
          className="search-empty"
          size="small"
          label={t("Empty the search")}
          icon={<X />}
          onClick={empty}
        />
      )}
    </search>
  );
}

import { useState } from "preact/hooks";
import { safeHref } from "../../text/link-policy.ts";
import { plainText } from "../../text/markdown.ts";
import type { Option } from "../../wire/message.ts";
import { useChat } from "../chat-context.ts";
import { Icon } from "../icon.tsx";

type OptionListProps = {
  options: readonly Option[];
  onChoose: (option: Option) => void;
  /** Side by side, for two short ones. */
  isRow?: boolean;
};

const searchableFrom = 5;

/** The choices as buttons; many of them get a search box. */
export function OptionList({ options, onChoose, isRow = false }: OptionListProps) {
  const { words } = useChat();
  const [query, setQuery] = useState("");
  const isSearchable = options.length >= searchableFrom;
  const found = options.filter(({ label }) => matches(label, query));
  const chooseOnly = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const [only] = found;
    if (only && query) onChoose(only);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a scrolling box everywhere.
    <div
      class="prompt options"
      role="group"
      aria-label={words("options")}
      data-lb-part="options-group"
      data-lb-state="active"
    >
      {isSearchable && (
        <div class="search">
          <Icon name="search" size={16} />
          <input
            type="search"
            data-lb-part="options-search"
            placeholder={words("search")}
            aria-label={words("search")}
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
            onKeyDown={chooseOnly}
          />
        </div>
      )}
      <div
        class={`option-list${isSearchable ? " option-list-long" : ""}${isRow ? " option-row" : ""}`}
        data-lb-part="options-list"
      >
        {found.map((option, index) => (
          <OptionButton
            key={option.payload + option.label}
            option={option}
            number={index + 1}
            onChoose={onChoose}
          />
        ))}
        {found.length === 0 && <p class="nothing">{words("search_empty")}</p>}
      </div>
    </div>
  );
}

type OptionButtonProps = { option: Option; number: number; onChoose: (option: Option) => void };

function OptionButton({ option, number, onChoose }: OptionButtonProps) {
  const href = option.url ? safeHref(option.url) : null;
  const press = () => {
    // Opened by script: the choice is sent as well, and the answer takes the button away.
    if (href) window.open(href, "_blank", "noopener,noreferrer");
    onChoose(option);
  };
  return (
    <button
      type="button"
      class="option"
      data-lb-part="option-button"
      data-number={number <= 9 ? number : undefined}
      onClick={press}
    >
      <span dir="auto">{plainText(option.label)}</span>
      {href ? (
        <Icon name="link" size={16} />
      ) : (
        number <= 9 && (
          <span class="key" aria-hidden="true">
            {number}
          </span>
        )
      )}
    </button>
  );
}

function matches(label: string, query: string): boolean {
  const plain = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain(label).includes(plain(query.trim()));
}

import { useState } from "preact/hooks";
import type { Input } from "../../wire/message.ts";
import { useChat } from "../chat-context.ts";
import { Icon } from "../icon.tsx";

type RatingInputProps = { input: Input; onChoose: (value: string) => void };

/** One press is the answer: stars, hearts or numbers. */
export function RatingInput({ input, onChoose }: RatingInputProps) {
  const { words } = useChat();
  const [hovered, setHovered] = useState(0);
  const scale = Math.min(11, Math.max(2, input.scale ?? 5));
  const shape = input.shape ?? "star";
  const values = Array.from({ length: scale }, (_, index) => index + 1);
  return (
    <div
      class={`prompt rating rating-${shape}`}
      role="group"
      aria-label={words("input_rating_help", { scale })}
      data-lb-part="options-group"
      data-lb-variant="rating"
      onPointerLeave={() => setHovered(0)}
    >
      {values.map((value) => (
        <button
          key={value}
          type="button"
          data-lb-part="option-button"
          data-number={value <= 9 ? value : undefined}
          data-lit={value <= hovered ? "" : undefined}
          aria-label={`${value}`}
          onPointerEnter={() => setHovered(value)}
          onFocus={() => setHovered(value)}
          onClick={() => onChoose(String(value))}
        >
          {shape === "number" ? value : <Icon name={shape} size={28} />}
        </button>
      ))}
    </div>
  );
}

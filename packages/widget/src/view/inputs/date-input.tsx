import type { Input } from "../../wire/message.ts";
import { useChat } from "../chat-context.ts";
import { usePanels } from "../use-panels.ts";

type DateInputProps = { input: Input; onChoose: (value: string) => void };

/** Asks for a day: with our calendar, or the browser's where ours cannot be loaded. */
export function DateInput({ input, onChoose }: DateInputProps) {
  const { words, nowMs, direction } = useChat();
  const panels = usePanels(true);
  if (panels) {
    const isRtl = direction === "rtl";
    return (
      <panels.DatePanel
        input={input}
        words={words}
        nowMs={nowMs()}
        isRtl={isRtl}
        onChoose={onChoose}
      />
    );
  }
  if (panels === undefined) return null;
  return (
    <input
      type="date"
      class="prompt panel"
      data-lb-part="date-picker"
      aria-label={words("calendar")}
      min={input.minDate}
      max={input.maxDate}
      onChange={({ currentTarget: { value } }) => value && onChoose(value)}
    />
  );
}

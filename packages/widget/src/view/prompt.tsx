import type { Input, Message } from "../wire/message.ts";
import { useChat } from "./chat-context.ts";
import { DateInput } from "./inputs/date-input.tsx";
import { FileInput } from "./inputs/file-input.tsx";
import { OptionList } from "./inputs/option-list.tsx";
import type { FileDrop } from "./use-file-drop.ts";
import { usePanels } from "./use-panels.ts";

/** The control under the newest bot message. Words alone are written in the composer. */
export function Prompt({ prompt, files }: { prompt: Message; files: FileDrop }) {
  const { session } = useChat();
  const { input, options } = prompt;
  const say: typeof session.say = (outgoing) => {
    toComposer();
    session.say(outgoing);
  };
  if (options.length > 0) {
    return (
      <OptionList
        options={options}
        onChoose={({ label, payload }) => say({ type: "button", message: label, payload })}
      />
    );
  }
  if (!input) return null;
  const answer = (message: string) => say({ type: "text", message });
  return <InputControl input={input} files={files} say={answer} />;
}

/** Once it is answered the control is gone, and the focus with it. A phone would open its keyboard. */
function toComposer(): void {
  if (matchMedia("(hover: hover)").matches) document.querySelector("textarea")?.focus();
}

type InputControlProps = { input: Input; files: FileDrop; say: (message: string) => void };

function InputControl({ input, files, say }: InputControlProps) {
  const { words } = useChat();
  switch (input.kind) {
    case "yes_no": {
      const labels = [input.yesLabel ?? words("yes"), input.noLabel ?? words("no")];
      const options = labels.map((label) => ({ label, payload: label }));
      return <OptionList options={options} onChoose={({ label }) => say(label)} isRow />;
    }
    case "rating":
      return <RatingInput input={input} onChoose={say} />;
    case "date":
      return <DateInput input={input} onChoose={say} />;
    case "file":
      return <FileInput input={input} files={files} />;
    case "text":
    case "name":
    case "email":
    case "phone":
    case "number":
    case "url":
      return null;
  }
}

type RatingInputProps = { input: Input; onChoose: (value: string) => void };

/** Where the panel cannot be loaded, the number is written. */
function RatingInput({ input, onChoose }: RatingInputProps) {
  const { words } = useChat();
  const panels = usePanels(true);
  const label = words("input_rating_help", { scale: input.scale ?? 5 });
  return panels ? <panels.RatingPanel input={input} label={label} onChoose={onChoose} /> : null;
}

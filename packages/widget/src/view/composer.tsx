import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatState } from "../model/chat-state.ts";
import { isRevealing } from "../model/items.ts";
import { withDialCode } from "../text/phone.ts";
import type { Words } from "../text/words.ts";
import type { Input, InputKind, Message } from "../wire/message.ts";
import { useChat } from "./chat-context.ts";
import { FileTransfer } from "./file-transfer.tsx";
import { Icon } from "./icon.tsx";
import type { FileDrop } from "./use-file-drop.ts";
import { usePanels } from "./use-panels.ts";

type ComposerProps = { state: ChatState; prompt: Message | null; files: FileDrop };

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line. */
export function Composer({ state, prompt, files }: ComposerProps) {
  if (state.conversation.phase === "closed") return isRevealing(state) ? <Foot /> : <Ended />;
  if (prompt?.hidesTextbox && prompt.options.length > 0) return <Foot />;
  return <Form prompt={prompt} files={files} />;
}

/** The flow has ended; its first word starts it again, for whoever comes back. */
function Ended() {
  const { words, session } = useChat();
  const button = useFreeFocus<HTMLButtonElement>(true);
  const restart = words("restart");
  return (
    <p class="closed">
      {words("input_closed")}
      <button
        ref={button}
        type="button"
        class="restart"
        onClick={() => session.say({ type: "button", message: restart, payload: "#init" })}
      >
        {restart}
      </button>
    </p>
  );
}

function Form({ prompt, files }: Omit<ComposerProps, "state">) {
  const { words, session, config } = useChat();
  const [text, setText] = useState("");
  const [dialCode, setDialCode] = useState("");
  const input = prompt?.input;
  const isPhone = input?.kind === "phone";
  const panels = usePanels(isPhone);
  const isTooLong = new TextEncoder().encode(text).length > config.limits.messageBytes;
  const help = isTooLong ? words("input_too_long") : helpFor(input, words);

  const submit = () => {
    const said = text.trim();
    if (!said || isTooLong) return;
    session.say({ type: "text", message: isPhone ? withDialCode(said, dialCode) : said });
    setText("");
  };
  return (
    <form
      class="composer"
      data-lb-part="text-input"
      data-lb-interaction={input?.kind ?? "text"}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FileTransfer files={files} />
      {help && (
        <p class="help" id="help" data-lb-part={isTooLong ? "input-error" : undefined}>
          {help}
        </p>
      )}
      <div class="composer-box" data-lb-state={isTooLong ? "error" : undefined}>
        {files.isWelcome && (
          <button
            type="button"
            class="icon-button"
            aria-label={words("attach")}
            onClick={files.pick}
          >
            <Icon name="clip" size={20} />
          </button>
        )}
        {panels && isPhone && (
          <panels.CountryPanel
            label={words("input_country")}
            expected={input?.country}
            onDialCode={setDialCode}
          />
        )}
        <Box prompt={prompt} text={text} help={help} onText={setText} onEnter={submit} />
        <button
          type="submit"
          class="send"
          data-lb-part="input-submit"
          aria-label={words("send")}
          disabled={!text.trim() || isTooLong}
        >
          <Icon name="send" size={20} />
        </button>
      </div>
      <Foot />
    </form>
  );
}

/** Takes the focus where nothing has it: what had it is gone, or this is a page of its own. A host page keeps its own. */
function useFreeFocus<T extends HTMLElement>(isWanted: boolean): RefObject<T | null> {
  const { placement } = useChat();
  const ref = useRef<T>(null);
  useLayoutEffect(() => {
    const isHere = placement === "page" || document.hasFocus();
    const isFree = document.activeElement === document.body;
    if (isWanted && isHere && isFree) ref.current?.focus();
  }, []);
  return ref;
}

type BoxProps = {
  prompt: Message | null;
  text: string;
  help: string;
  onText: (text: string) => void;
  onEnter: () => void;
};

function Box({ prompt, text, help, onText, onEnter }: BoxProps) {
  const { words } = useChat();
  // A phone would open its keyboard over the greeting.
  const box = useFreeFocus<HTMLTextAreaElement>(matchMedia("(hover: hover)").matches);
  useLayoutEffect(() => grow(box.current), [text]);
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method uses Enter to take a word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onEnter();
  };
  const placeholder = placeholderFor(prompt, words);
  return (
    <textarea
      ref={box}
      rows={1}
      dir="auto"
      data-lb-part="input-field"
      data-number-keys={prompt && !prompt.input ? "options" : undefined}
      value={text}
      aria-label={placeholder}
      aria-describedby={help ? "help" : undefined}
      placeholder={placeholder}
      enterkeyhint="send"
      {...typingHints(prompt?.input?.kind)}
      onInput={(event) => onText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

function Foot() {
  const { config } = useChat();
  return config.look.hasBranding ? (
    <p class="branding" data-lb-part="branding">
      Parley
    </p>
  ) : (
    <div class="composer-foot" />
  );
}

function grow(box: HTMLTextAreaElement | null): void {
  if (!box) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}

const hints: Partial<Record<InputKind, { inputMode: string; autocomplete: string }>> = {
  email: { inputMode: "email", autocomplete: "email" },
  phone: { inputMode: "tel", autocomplete: "tel" },
  number: { inputMode: "decimal", autocomplete: "off" },
  url: { inputMode: "url", autocomplete: "url" },
  name: { inputMode: "text", autocomplete: "name" },
};

function typingHints(kind: InputKind | undefined) {
  return (kind && hints[kind]) ?? { inputMode: "text", autocomplete: "off" };
}

function placeholderFor(prompt: Message | null, words: Words): string {
  const { input, options } = prompt ?? {};
  if (input?.placeholder) return input.placeholder;
  const isChoice =
    (options?.length ?? 0) > 0 ||
    ["yes_no", "rating", "date", "file"].some((kind) => kind === input?.kind);
  if (isChoice) return words("input_options_placeholder");
  return words(input ? "inline_input_placeholder" : "text_input_placeholder");
}

function helpFor(input: Input | undefined, words: Words): string {
  if (input?.kind !== "number") return "";
  const { min, max } = input;
  if (min !== undefined && max !== undefined) return words("input_number_help_range", { min, max });
  if (min !== undefined) return words("input_number_help_min", { min });
  return max === undefined ? "" : words("input_number_help_max", { max });
}

import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./text-field.tsx";
import { t } from "./words.ts";

export interface ConfirmProps {
  readonly onClose: () => void;
  readonly title: string;
  /** What is lost, and what stays. */
  readonly about: ReactNode;
  /** The verb of the button. */
  readonly verb: string;
  /** A name that has to be typed, for what nobody can take back. */
  readonly typed?: string;
  readonly isBusy: boolean;
  /** Why it did not work. */
  readonly error?: string | null | undefined;
  readonly onConfirm: () => void;
}

/** Asks once more before something is lost; it names what. Drawn while it is asked. */
export function Confirm(props: ConfirmProps) {
  const { onClose, title, about, verb, typed, isBusy, error, onConfirm } = props;
  const [text, setText] = useState("");
  const isSure = typed === undefined || text.trim() === typed.trim();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      about={about}
      size="small"
      actions={
        <>
          <Button onClick={onClose} autoFocus={typed === undefined}>
            {t("Keep it")}
          </Button>
          <Button look="danger" isBusy={isBusy} disabled={!isSure} onClick={onConfirm}>
            {verb}
          </Button>
        </>
      }
    >
      {typed !== undefined && (
        <TextField
          label={t("Type its name to go on: {name}", { name: typed })}
          autoFocus
          value={text}
          onChange={({ target }) => setText(target.value)}
          autoComplete="off"
        />
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </Dialog>
  );
}

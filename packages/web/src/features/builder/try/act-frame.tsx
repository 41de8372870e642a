import type { FlowDocument } from "@parley/flow";
import type { Act } from "@parley/testkit";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import type { Asking } from "./try-actions.ts";
import "./act-form.css";

export interface ActFormProps {
  readonly flow: FlowDocument;
  readonly asking: Asking;
  /** Gives why it could not happen. */
  readonly onAct: (act: Act) => string | null;
  readonly onCancel: () => void;
}

export type ActFrameProps = Pick<ActFormProps, "onAct" | "onCancel"> & {
  readonly title: string;
  readonly verb: string;
  /** What the fields say; a text says what is wrong with them. */
  readonly read: () => Act | string;
  readonly children: ReactNode;
};

/** The frame of what asks for an act: a title, fields, what is wrong with them, the verb. */
export function ActFrame({ title, verb, read, onAct, onCancel, children }: ActFrameProps) {
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const act = read();
    setError(typeof act === "string" ? act : onAct(act));
  };
  return (
    <form
      className="act-form"
      aria-label={title}
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <h3 className="act-form-title">{title}</h3>
      {children}
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div className="act-form-buttons">
        <Button type="submit" look="primary" size="small">
          {verb}
        </Button>
        <Button look="quiet" size="small" onClick={onCancel}>
          {t("Cancel")}
        </Button>
      </div>
    </form>
  );
}

import { Snippet } from "./snippet.tsx";
import { t } from "./words.ts";
import "./secret-once.css";

export interface SecretOnceProps {
  readonly label: string;
  readonly secret: string;
  /** Copying it is the first thing to do: of one of them. */
  readonly takesFocus?: boolean;
}

/** A secret that is shown now and never again, with copy. */
export function SecretOnce({ label, secret, takesFocus = true }: SecretOnceProps) {
  return (
    <div className="secret-once">
      <Snippet label={label} text={secret} saysCopy takesFocus={takesFocus} />
      <p className="secret-once-note">{t("Copy it now: it is not shown again.")}</p>
    </div>
  );
}

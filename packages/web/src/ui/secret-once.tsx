import { Snippet } from "./snippet.tsx";
import { t } from "./words.ts";
import "./secret-once.css";

/** A secret that is shown now and never again, with copy. */
export function SecretOnce({ label, secret }: { readonly label: string; readonly secret: string }) {
  return (
    <div className="secret-once">
      <Snippet label={label} text={secret} />
      <p className="secret-once-note">{t("Copy it now: it is not shown again.")}</p>
    </div>
  );
}

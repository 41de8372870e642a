import { Dialog } from "../../../ui/dialog.tsx";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { keyRows, keyWords } from "../keys.ts";
import "./keys-dialog.css";

/** All that the keyboard can do on the canvas. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { isReadOnly } = useActions();
  const rows = keyRows().filter(({ isLooking }) => isLooking || !isReadOnly);
  return (
    <Dialog isOpen onClose={onClose} title={t("Keys")} size="wide">
      <dl className="keys">
        {rows.map(({ keys, label }) => (
          <div key={keys} className="keys-row">
            <dt>{label}</dt>
            <dd>
              <kbd>{keyWords(keys)}</kbd>
            </dd>
          </div>
        ))}
        {!isReadOnly && (
          <div className="keys-row">
            <dt>{t("Copy, cut, paste, between bots too")}</dt>
            <dd>
              <kbd>{keyWords("⌘C ⌘X ⌘V")}</kbd>
            </dd>
          </div>
        )}
      </dl>
    </Dialog>
  );
}

import { Check, CopyIcon, Download } from "lucide-react";
import { useState } from "react";
import { saveFile } from "../../../data/save-file.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { t } from "../../../ui/words.ts";

export interface BackupCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** The way in without the phone. Shown once: the dialog closes when the reader says that they are kept. */
export function BackupCodes({ codes, onDone }: BackupCodesProps) {
  const [isKept, setKept] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const text = `${codes.join("\n")}\n`;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Dialog
      isOpen
      onClose={() => isKept && onDone()}
      title={t("Two-factor sign-in is on. Keep these backup codes")}
      about={t(
        "Each opens your account once, without the phone. They are not shown again: keep them where you keep passwords.",
      )}
      actions={
        <Button look="primary" disabled={!isKept} onClick={onDone}>
          {t("Done")}
        </Button>
      }
    >
      <ul className="backup-codes" aria-label={t("Backup codes")}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="backup-codes-ways">
        <Button icon={isCopied ? <Check /> : <CopyIcon />} onClick={() => void copy()}>
          {isCopied ? t("Copied") : t("Copy")}
        </Button>
        <Button
          icon={<Download />}
          onClick={() => saveFile("parley-backup-codes.txt", "text/plain", text)}
        >
          {t("Download")}
        </Button>
      </div>
      <Checkbox label={t("I have kept these codes")} isChecked={isKept} onChange={setKept} />
    </Dialog>
  );
}

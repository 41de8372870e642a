import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import { useFormerFocus } from "./use-former-focus.ts";
import { t } from "./words.ts";
import "./dialog.css";

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One sentence: what this does. */
  readonly about?: ReactNode;
  readonly size?: "small" | "normal" | "wide" | "full";
  /** Buttons at the end, the main one last. */
  readonly actions?: ReactNode;
  /** Called when the focus is about to return to where it was; `preventDefault` keeps it from that. */
  readonly onReturnFocus?: (event: Event) => void;
  readonly children?: ReactNode;
}

/** Asks for something before going on. Esc and the outside close it; focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, about, size = "normal", actions, children } = props;
  const { onReturnFocus } = props;
  const returnFocus = useFormerFocus(isOpen);
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-scrim" />
        <Radix.Content
          className={`dialog dialog-${size}`}
          {...(!about && { "aria-describedby": undefined })}
          onOpenAutoFocus={focusFirstField}
          onCloseAutoFocus={(event) => {
            onReturnFocus?.(event);
            returnFocus(event);
          }}
        >
          <header className="dialog-head">
            <Radix.Title className="dialog-title">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t("Close")} icon={<X />} size="small" />
            </Radix.Close>
          </header>
          <div className="dialog-body">
            {about && <Radix.Description className="dialog-about">{about}</Radix.Description>}
            {children}
          </div>
          {actions && <footer className="dialog-actions">{actions}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What is asked for comes before the way out. Asked only where nothing inside took the focus by itself. */
function focusFirstField(event: Event): void {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return;
  event.preventDefault();
  const field = target.querySelector<HTMLElement>(
    "input:not([type=hidden], :disabled), textarea:not(:disabled), select:not(:disabled)",
  );
  (field ?? target).focus();
}

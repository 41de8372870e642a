import { Toast as Radix } from "radix-ui";
import { type ReactNode, useSyncExternalStore } from "react";
import { Button } from "./button.tsx";
import { t } from "./words.ts";
import "./toast.css";

export interface Notice {
  readonly text: string;
  readonly meaning?: "fail";
  /** Takes back what was done, or shows where it is. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

type Shown = Notice & { readonly id: number };

/** Keeps what is told to the reader in passing. */
export interface Notices {
  tell(notice: Notice): void;
  drop(id: number): void;
  read(): readonly Shown[];
  listen(tell: () => void): () => void;
}

/** Makes the keeper of passing notices: one for the application. */
export function createNotices(): Notices {
  let shown: readonly Shown[] = [];
  let last = 0;
  const listeners = new Set<() => void>();
  const change = (next: readonly Shown[]) => {
    shown = next;
    for (const tell of listeners) tell();
  };
  return {
    tell: (notice) => {
      last += 1;
      change([...shown, { ...notice, id: last }].slice(-3));
    },
    drop: (id) => change(shown.filter((it) => it.id !== id)),
    read: () => shown,
    listen: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
}

/** Draws the notices in a corner; screen readers hear them. */
export function NoticeScope({
  notices,
  children,
}: {
  readonly notices: Notices;
  readonly children: ReactNode;
}) {
  const shown = useSyncExternalStore(notices.listen, notices.read);
  return (
    <Radix.Provider label={t("Notices")} duration={6000}>
      {children}
      {shown.map(({ id, text, meaning, action }) => (
        <Radix.Root
          key={id}
          className={meaning === "fail" ? "toast toast-fail" : "toast"}
          onOpenChange={(open) => !open && notices.drop(id)}
        >
          <Radix.Description className="toast-text">{text}</Radix.Description>
          {action && (
            <Radix.Action asChild altText={action.label}>
              <Button size="small" look="quiet" onClick={action.run}>
                {action.label}
              </Button>
            </Radix.Action>
          )}
        </Radix.Root>
      ))}
      <Radix.Viewport className="toasts" />
    </Radix.Provider>
  );
}

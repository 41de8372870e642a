import { useState } from "react";

/**
 * Remembers what had the focus before something opened, and gives it back when that closes. Radix does so for what its
 * own triggers open; most of ours is opened by keys, addresses and menus.
 */
export function useFormerFocus(isOpen: boolean): (event: Event) => void {
  const [wasOpen, setWasOpen] = useState(false);
  const [former, setFormer] = useState<HTMLElement | null>(null);
  if (isOpen !== wasOpen) {
    setWasOpen(isOpen);
    // Now: what opens may take the focus as it is drawn.
    if (isOpen) setFormer(focused());
  }
  return (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    // What opened in its place may have the focus by now.
    const isTaken = document.activeElement !== null && document.activeElement !== document.body;
    if (!isTaken && former?.isConnected) former.focus({ preventScroll: true });
  };
}

/** A menu goes when something of it was chosen: its button stays. */
function focused(): HTMLElement | null {
  const { activeElement } = document;
  const menu = activeElement?.closest("[role=menu]");
  const button = menu && document.getElementById(menu.getAttribute("aria-labelledby") ?? "");
  const found = button ?? activeElement;
  return found instanceof HTMLElement ? found : null;
}

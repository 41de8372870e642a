import { useEffect, useState } from "preact/hooks";
import type { Panels } from "../panels/panels.ts";

/** The panels once they are needed and loaded; null where they cannot be loaded. */
export function usePanels(isNeeded: boolean): Panels | null | undefined {
  const [panels, setPanels] = useState<Panels | null | undefined>(globalThis.ParleyPanels);
  useEffect(() => {
    if (!isNeeded || panels) return;
    const address = new URL("/webchat/assets/panels.js", location.origin);
    import(/* @vite-ignore */ address.href).then(
      () => setPanels(globalThis.ParleyPanels ?? null),
      () => setPanels(null),
    );
  }, [isNeeded, panels]);
  return panels;
}

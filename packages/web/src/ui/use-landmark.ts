import { useState } from "react";

/** Where something that floats over the screen is put, so that whoever reads by landmarks finds it in one. */
export interface LandmarkPlace {
  /** The screen's work; `null`: the page itself, as long as a dialog hides everything else from readers. */
  readonly place: Element | null;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Looks for the place whenever it opens. */
export function useLandmark(): LandmarkPlace {
  const [place, setPlace] = useState<Element | null>(null);
  const onOpenChange = (isOpen: boolean) => {
    if (isOpen)
      setPlace(document.querySelector("[role=dialog]") ? null : document.querySelector("main"));
  };
  return { place, onOpenChange };
}

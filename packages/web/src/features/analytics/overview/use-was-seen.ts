import { type RefObject, useEffect, useState } from "react";

const marginPx = 200;

/** Whether an element has been in sight, or near it, since it was drawn first. */
export function useWasSeen(element: RefObject<Element | null>): boolean {
  const [wasSeen, setSeen] = useState(false);
  useEffect(() => {
    if (wasSeen || !element.current) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: `${marginPx}px` },
    );
    watcher.observe(element.current);
    return () => watcher.disconnect();
  }, [element, wasSeen]);
  return wasSeen;
}

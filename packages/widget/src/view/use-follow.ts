import { useLayoutEffect, useRef, useState } from "preact/hooks";

type FollowOptions = {
  /** Changes when something is added below. */
  newestKey: string;
  isOwn: boolean;
  /** Changes when something is added above. */
  firstKey: string;
  hasOlder: boolean;
  loadOlder: () => void;
};

const nearPx = 80;
const topPx = 60;

/** Keeps the newest message in view, but never moves the page under someone who reads above. */
export function useFollow({ newestKey, isOwn, firstKey, hasOlder, loadOlder }: FollowOptions) {
  const ref = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  const height = useRef(0);
  const first = useRef(firstKey);
  const [hasNews, setNews] = useState(false);

  const toEnd = (isSmooth: boolean) => {
    const box = ref.current;
    if (!box) return;
    isNear.current = true;
    setNews(false);
    box.scrollTo({ top: box.scrollHeight, behavior: isSmooth ? "smooth" : "instant" });
  };

  useLayoutEffect(() => {
    const box = ref.current;
    if (!box || first.current === firstKey) return;
    // What came in above pushes the text down: go along with it.
    if (!isNear.current) box.scrollTop += box.scrollHeight - height.current;
    first.current = firstKey;
  }, [firstKey]);
  useLayoutEffect(() => {
    if (isNear.current || isOwn) toEnd(false);
    else setNews(true);
  }, [newestKey]);

  useLayoutEffect(() => {
    const box = ref.current;
    if (!box || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => isNear.current && toEnd(false));
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    height.current = ref.current?.scrollHeight ?? 0;
  });

  const onScroll = () => {
    const box = ref.current;
    if (!box) return;
    isNear.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
    if (isNear.current) setNews(false);
    if (hasOlder && box.scrollTop < topPx && !isNear.current) loadOlder();
  };

  return { ref, onScroll, hasNews, toEnd: () => toEnd(true) };
}

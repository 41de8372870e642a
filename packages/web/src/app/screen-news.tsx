import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/** Goes along when screens change: focus moves to the work, and the new title is said. */
export function ScreenNews() {
  const router = useRouter();
  const [title, setTitle] = useState("");
  useEffect(
    () =>
      router.subscribe("onRendered", ({ fromLocation, toLocation }) => {
        if (!fromLocation || fromLocation.pathname === toLocation.pathname) return;
        focusWork();
        setTitle(document.title);
      }),
    [router],
  );
  return (
    <div className="visually-hidden" aria-live="polite" data-part="screen-news">
      {title}
    </div>
  );
}

/** A dialog that opened along with the screen keeps the focus. */
function focusWork(): void {
  const work = document.getElementById("work");
  if (document.querySelector("[role=dialog]") || work?.contains(document.activeElement)) return;
  work?.focus({ preventScroll: true });
}

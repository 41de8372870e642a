import { useEffect, useState } from "preact/hooks";
import type { Connection } from "../model/chat-state.ts";
import { useChat } from "./chat-context.ts";

const quietMs = 1200;

/** Says that the line is down, once it has been down long enough to matter. */
export function Banner({ connection }: { connection: Connection }) {
  const { words } = useChat();
  const [isShown, setShown] = useState(false);
  const isDown = connection === "lost";
  useEffect(() => {
    if (connection === "live" || connection === "asleep") setShown(false);
    if (!isDown) return;
    const timer = setTimeout(() => setShown(true), quietMs);
    return () => clearTimeout(timer);
  }, [connection, isDown]);
  return (
    <div class="banner-space" role="status">
      {isShown && (
        <div class="banner">
          <span class="banner-pulse" aria-hidden="true" />
          {words("reconnecting")}
        </div>
      )}
    </div>
  );
}

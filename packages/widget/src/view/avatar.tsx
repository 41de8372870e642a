import { useState } from "preact/hooks";
import { safeSource } from "../text/link-policy.ts";
import { useChat } from "./chat-context.ts";

type AvatarProps = { name: string; url: string | undefined; size: "small" | "medium" | "large" };

/** A face, or the first letter of the name where there is no picture. */
export function Avatar({ name, url, size }: AvatarProps) {
  const { origin } = useChat();
  const [isBroken, setBroken] = useState(false);
  const source = isBroken ? null : safeSource(url || undefined, origin);
  const initial = [...name.trim()][0]?.toUpperCase() ?? "";
  return (
    <span class={`avatar avatar-${size}`} data-lb-part="message-avatar" aria-hidden="true">
      {source ? <img src={source} alt="" onError={() => setBroken(true)} /> : initial}
    </span>
  );
}

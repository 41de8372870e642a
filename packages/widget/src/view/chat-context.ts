import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { ChatState } from "../model/chat-state.ts";
import type { Session } from "../model/session.ts";
import type { Words } from "../text/words.ts";
import type { ChatConfig } from "../wire/config.ts";
import type { Upload } from "../wire/upload.ts";

/** Where the chat stands: a page of its own, or a frame that a host page opens and closes. */
export type Placement = "page" | "bubble" | "popup" | "container";

/** What every view of one chat may use. */
export type Chat = {
  readonly config: ChatConfig;
  readonly session: Session;
  readonly words: Words;
  /** The server's scheme and host. */
  readonly origin: string;
  readonly placement: Placement;
  readonly direction: "ltr" | "rtl";
  readonly upload: Upload;
  readonly canClose: boolean;
  readonly close: () => void;
  readonly nowMs: () => number;
};

export const ChatContext = createContext<Chat | null>(null);

/** The chat this view belongs to. */
export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error("This view stands outside a chat.");
  return chat;
}

/** The chat's state; the view is drawn anew when it changes. */
export function useChatState(session: Session): ChatState {
  const [state, setState] = useState(session.get());
  useEffect(() => {
    const update = () => setState(session.get());
    update();
    return session.subscribe(update);
  }, [session]);
  return state;
}

import { type Act, type Conversation, presses, says, sends } from "@parley/testkit";

/** What a chat sends, as far as a run reads it. */
export interface ChatSend {
  readonly type: string;
  readonly message: string;
  readonly payload: string;
  readonly url: string;
}

/** What the visitor does when their chat sends this; `entries` are what was said so far. */
export function visitorAct(send: ChatSend, entries: Conversation["entries"]): Act | null {
  const { type, message: text, payload, url } = send;
  if (type === "image" || type === "document")
    return url === "" ? null : sends({ type, url, ...(text !== "" && { caption: text }) });
  if (payload !== "") {
    // A label says it as people would; where it would mean another button, the payload decides.
    return payloadOf(text, entries) === payload
      ? presses(text)
      : sends({ type: "button", text, payload });
  }
  return text.trim() === "" ? null : says(text);
}

function payloadOf(label: string, entries: Conversation["entries"]): string | undefined {
  const dialogs = entries.flatMap((it) =>
    "message" in it && it.message.type === "dialog" ? [it.message] : [],
  );
  return dialogs.at(-1)?.options.find((it) => it.label === label)?.payload;
}

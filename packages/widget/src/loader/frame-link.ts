import {
  connectMark,
  type FrameMessage,
  type HostMessage,
  readFrameMessage,
} from "../embed/protocol.ts";

/** The host page's end of the line to the chat's frame. */
export type FrameLink = { send(message: HostMessage): void; close(): void };

/** Puts the chat's page into a frame and hands it, and nobody else, one end of a line; `greeting` goes first. */
export function openFrame(
  frame: HTMLIFrameElement,
  url: URL,
  onMessage: (message: FrameMessage) => void,
  greeting: HostMessage,
): FrameLink {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = readFrameMessage(data);
    if (message) onMessage(message);
  };
  // Only the exact origin receives the port: a frame that was led elsewhere hears nothing.
  frame.onload = () => {
    frame.onload = null;
    frame.contentWindow?.postMessage(connectMark, url.origin, [port2]);
  };
  frame.src = `${url.href}#embed`;
  port1.postMessage(greeting);
  return {
    send: (message) => port1.postMessage(message),
    close: () => port1.close(),
  };
}

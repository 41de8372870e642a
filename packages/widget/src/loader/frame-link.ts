import { connectMark, type HostMessage } from "../embed/protocol.ts";

/** The host page's end of the line to the chat's frame. */
export type FrameLink = { send(message: HostMessage): void; close(): void };

/**
 * Puts the chat's page into a frame and hands it, and nobody else, one end of a line. `greet` says what goes first:
 * also to the page that comes when the browser loads the frame anew, as it does where the host page moves it.
 */
export function openFrame(
  frame: HTMLIFrameElement,
  url: URL,
  onMessage: (raw: unknown) => void,
  greet: () => readonly HostMessage[],
): FrameLink {
  let early: HostMessage[] = [];
  let port: MessagePort | undefined;
  frame.onload = () => {
    const { port1, port2 } = new MessageChannel();
    port = port1;
    port1.onmessage = ({ data }: MessageEvent<unknown>) => onMessage(data);
    for (const message of [...greet(), ...early]) port1.postMessage(message);
    early = [];
    // Only the exact origin receives the port: a frame that was led elsewhere hears nothing.
    frame.contentWindow?.postMessage(connectMark, url.origin, [port2]);
  };
  frame.src = `${url.href}#embed`;
  return {
    send: (message) => void (port ? port.postMessage(message) : early.push(message)),
    close: () => port?.close(),
  };
}

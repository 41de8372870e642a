import { connectMark, type FrameMessage, type HostMessage, readHostMessage } from "./protocol.ts";

/** The frame's end of the line to the page around it. */
export type HostLink = { send(message: FrameMessage): void };

/** Waits for the page around this frame to hand over its port, once; later attempts are ignored. */
export function acceptHost(
  frame: Window,
  onMessage: (message: HostMessage, link: HostLink) => void,
): void {
  const onConnect = (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    if (event.source !== frame.parent || event.data !== connectMark || !port) return;
    frame.removeEventListener("message", onConnect);
    const link: HostLink = { send: (message) => port.postMessage(message) };
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = readHostMessage(data);
      if (message) onMessage(message, link);
    };
    link.send({ kind: "ready" });
  };
  frame.addEventListener("message", onConnect);
}

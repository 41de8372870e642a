/** One frame of a server-sent event stream. */
export type SseFrame = { readonly event: string; readonly id: string; readonly data: string };

/** Feeds on text in pieces of any size and hands out whole frames, in order; comments are dropped. */
export function createSseParser(onFrame: (frame: SseFrame) => void): (chunk: string) => void {
  let rest = "";
  let frame = emptyFrame();

  const endOfFrame = () => {
    if (frame.data.length > 0) {
      onFrame({ event: frame.event || "message", id: frame.id, data: frame.data.join("\n") });
    }
    frame = { ...emptyFrame(), id: frame.id };
  };

  return (chunk) => {
    // A CR that ends a chunk may be the first half of CRLF: it waits for the next chunk.
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") endOfFrame();
      else addLine(frame, line);
    }
  };
}

type OpenFrame = { event: string; id: string; data: string[] };

function emptyFrame(): OpenFrame {
  return { event: "", id: "", data: [] };
}

function addLine(frame: OpenFrame, line: string): void {
  const colon = line.indexOf(":");
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (name === "data") frame.data.push(value);
  else if (name === "event") frame.event = value;
  else if (name === "id" && !value.includes("\0")) frame.id = value;
}

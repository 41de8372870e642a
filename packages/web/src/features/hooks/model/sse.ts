/** A server-sent event. */
export interface SentEvent {
  readonly name: string;
  readonly data: string;
}

/** Takes the whole events off the front of what has arrived; `rest` is the beginning of the next one. */
export function takeEvents(text: string): {
  readonly events: readonly SentEvent[];
  readonly rest: string;
} {
  const blocks = text.replaceAll("\r\n", "\n").split("\n\n");
  const rest = blocks.pop() ?? "";
  return { events: blocks.flatMap(readEvent), rest };
}

function readEvent(block: string): SentEvent[] {
  const valuesOf = (field: string) =>
    block
      .split("\n")
      .filter((line) => line.startsWith(`${field}:`))
      .map((line) => line.slice(field.length + 1).replace(/^ /, ""));
  const data = valuesOf("data");
  // A block without data is a comment that keeps the line open.
  return data.length === 0
    ? []
    : [{ name: valuesOf("event").at(-1) ?? "message", data: data.join("\n") }];
}

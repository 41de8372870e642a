/** An event of a stream, its data parsed. */
export interface HeardEvent {
  readonly name: string;
  readonly data: unknown;
}

/** A stream of server-sent events, as a test reads it. */
export interface HeardStream {
  readonly status: number;
  /** The next event; fails when none comes within two seconds, or the stream has ended. */
  next(): Promise<HeardEvent>;
  /** Resolves when the other side has ended the stream. */
  ended(): Promise<void>;
  close(): Promise<void>;
}

const patienceMs = 2_000;

/** Opens a stream over a real connection. */
export async function readEvents(url: string, token: string): Promise<HeardStream> {
  const control = new AbortController();
  const answer = await fetch(url, {
    headers: { authorization: `Token ${token}` },
    signal: control.signal,
  });
  const frames = framesOf(answer);
  const within = <T>(promise: Promise<T>, what: string): Promise<T> => {
    const late = AbortSignal.timeout(patienceMs);
    const tooLate = new Promise<never>((_, reject) => {
      late.addEventListener("abort", () => reject(new Error(`${what} did not come.`)));
    });
    return Promise.race([promise, tooLate]);
  };
  return {
    status: answer.status,
    next: async () => {
      const { value, done } = await within(frames.next(), "An event");
      if (done) throw new Error("The stream has ended.");
      return value;
    },
    ended: async () => {
      const { done } = await within(frames.next(), "The end");
      if (!done) throw new Error("The stream goes on.");
    },
    close: async () => {
      control.abort();
      await frames.return(undefined).catch(() => {});
    },
  };
}

async function* framesOf(answer: Response): AsyncGenerator<HeardEvent, void, undefined> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const piece of answer.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n")) {
      const event = eventOf(text.slice(0, end));
      text = text.slice(end + 2);
      if (event) yield event;
    }
  }
}

/** A comment, as heartbeats are, is no event. */
function eventOf(frame: string): HeardEvent | null {
  const name = /^event: ([^\n]*)/m.exec(frame)?.[1];
  const data = /^data: ([^\n]*)/m.exec(frame)?.[1];
  return name === undefined ? null : { name, data: JSON.parse(data ?? "null") };
}

/** A request that an inspector was sent. */
export interface InspectedRequest {
  /** Counts the requests of an inspector since the server started. */
  readonly number: number;
  readonly atMs: number;
  readonly method: string;
  /** What followed the inspector's address, with the query. */
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  /** Of a long one, its beginning. */
  readonly body: string;
  readonly isTruncated: boolean;
  readonly sizeBytes: number;
  /** The status that it was answered with. */
  readonly answered: number;
}

/** What inspectors were sent, in memory: the newest of each, and of all together within a bound. */
export interface InspectionLog {
  add(inspector: string, request: Omit<InspectedRequest, "number">): void;
  /** The newest first. */
  list(inspector: string): readonly InspectedRequest[];
  clear(inspector: string): void;
  /** Hears of each request as it comes; the returned function ends it. */
  follow(inspector: string, listen: (request: InspectedRequest) => void): () => void;
}

const mostPerInspector = 100;
const mostBytes = 32 * 1024 * 1024;
/** What a request costs beside its texts. */
const overheadBytes = 1_024;

interface Kept {
  readonly inspector: string;
  readonly request: InspectedRequest;
  readonly bytes: number;
}

/** Makes the log. When it is full, the oldest of all goes. */
export function createInspectionLog(limitBytes = mostBytes): InspectionLog {
  // In the order of arrival, over all inspectors.
  const all = new Set<Kept>();
  const byInspector = new Map<string, Kept[]>();
  const counts = new Map<string, number>();
  const listeners = new Map<string, Set<(request: InspectedRequest) => void>>();
  let bytes = 0;

  function drop(kept: Kept): void {
    if (!all.delete(kept)) return;
    bytes -= kept.bytes;
    const rest = (byInspector.get(kept.inspector) ?? []).filter((it) => it !== kept);
    if (rest.length > 0) byInspector.set(kept.inspector, rest);
    else byInspector.delete(kept.inspector);
  }

  function dropOldest(inspector: string): void {
    const [oldestOwn] = byInspector.get(inspector) ?? [];
    if (oldestOwn && (byInspector.get(inspector)?.length ?? 0) > mostPerInspector) drop(oldestOwn);
    for (const oldest of all) {
      if (bytes <= limitBytes) return;
      drop(oldest);
    }
  }

  return {
    add: (inspector, more) => {
      const number = (counts.get(inspector) ?? 0) + 1;
      counts.set(inspector, number);
      const request = { number, ...more };
      const kept = { inspector, request, bytes: sizeOf(request) };
      all.add(kept);
      bytes += kept.bytes;
      byInspector.set(inspector, [...(byInspector.get(inspector) ?? []), kept]);
      dropOldest(inspector);
      for (const listen of listeners.get(inspector) ?? []) listen(request);
    },
    list: (inspector) =>
      (byInspector.get(inspector) ?? []).map(({ request }) => request).toReversed(),
    clear: (inspector) => {
      for (const kept of byInspector.get(inspector) ?? []) drop(kept);
    },
    follow: (inspector, listen) => {
      const own = listeners.get(inspector) ?? new Set();
      listeners.set(inspector, own.add(listen));
      return () => {
        own.delete(listen);
        if (own.size === 0 && listeners.get(inspector) === own) listeners.delete(inspector);
      };
    },
  };
}

function sizeOf({ path, headers, body }: InspectedRequest): number {
  const texts = Object.entries(headers).reduce((sum, [a, b]) => sum + a.length + b.length, 0);
  return overheadBytes + 2 * (path.length + body.length + texts);
}

import type { ExportQuery, Transcript, TranscriptMessage } from "@parley/contract";
import type { ApiCall, Sender } from "./send-request.ts";

/** Which transcripts; times in seconds since 1970. `training`: a conversation a line, as messages with roles. */
export type TranscriptExport = Partial<
  Omit<ExportQuery, "format"> & { readonly format: Exclude<ExportQuery["format"], "csv"> }
>;

/** What was said, however much it is: read in pieces while it is asked for. */
export interface TranscriptsClient {
  /** Every message of a conversation in order, or those after one that has been read. */
  messages(
    customerId: number,
    from?: { readonly afterSeq?: number },
  ): AsyncGenerator<TranscriptMessage, void>;
  /** Lines of JSON, a message each, of all conversations or those that are asked for. Throws when it breaks off: what came before is a part. */
  export(query?: TranscriptExport): AsyncGenerator<string, void>;
}

const pageSize = 100;

/** Makes the calls that read transcripts. */
export function transcriptsOf(
  ask: <T>(call: ApiCall) => Promise<T>,
  lines: Sender["lines"],
): TranscriptsClient {
  return {
    messages: async function* messages(customerId, { afterSeq = 0 } = {}) {
      const path = `/v1/customers/${customerId}/messages/`;
      for (let after: number | undefined = afterSeq; after !== undefined; ) {
        const query = { after_seq: after, limit: pageSize };
        const page: Transcript = await ask<Transcript>({ method: "GET", path, query });
        yield* page.messages;
        after = page.messages.length < pageSize ? undefined : page.messages.at(-1)?.seq;
      }
    },
    export: (query = {}) => lines({ method: "GET", path: "/v1/exports/transcripts/", query }),
  };
}

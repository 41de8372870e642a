/** One thing that a traced program did to its files, or acknowledged, in the order of the record. */
export type TraceOp =
  | { readonly kind: "ack"; readonly id: string }
  | {
      readonly kind: "write";
      readonly file: string;
      readonly at: number;
      readonly data: Buffer;
      readonly call: Call;
    }
  | { readonly kind: "truncate"; readonly file: string; readonly at: number; readonly call: Call }
  | { readonly kind: "sync-begin"; readonly file: string }
  | { readonly kind: "sync-end"; readonly file: string };

/** Whether the call ended well; known only later when another thread ran in between. */
export interface Call {
  ok: boolean;
}

/** A change of a file. */
export type FileChange = Extract<TraceOp, { kind: "write" | "truncate" }>;

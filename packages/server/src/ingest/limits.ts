const KIB = 1024;
const MIB = 1024 * KIB;

/** How much of everything is let in or sent out; beyond these the answer is 413, 422 or 429, never 5xx. */
export const limits = {
  restBodyBytes: 1 * MIB,
  resumeBodyBytes: 64 * KIB,
  outsideAnswerBytes: 64 * KIB,
  hookPayloadBytes: 256 * KIB,
  /** Bodies of one turn together; those beyond are lean. */
  hookTurnBytes: 8 * MIB,
  leanHookPayloadBytes: 32 * KIB,
  uploadBytes: 10 * MIB,
  flowDocumentBytes: 5 * MIB,
  flowDocumentBlocks: 2_000,

  messageTextBytes: 32 * KIB,
  /** A message and all fields of a customer, in encoded JSON: together they fit one hook payload. */
  encodedMessageBytes: 64 * KIB,
  encodedFieldsBytes: 160 * KIB,
  idempotencyKeyLength: 255,

  jsonDepth: 32,
  jsonKeys: 1_000,
  jsonElements: 10_000,

  blocksPerTurn: 500,
  formulaCpuMs: 200,
} as const;

/** What one JSON text may hold, and whether unclean strings in it are cleaned or refused. */
export interface JsonLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly keys: number;
  readonly elements: number;
  readonly uncleanText: "clean" | "refuse";
}

/** For request bodies, resume bodies and outside services' answers. */
export const bodyLimits: JsonLimits = {
  bytes: limits.restBodyBytes,
  depth: limits.jsonDepth,
  keys: limits.jsonKeys,
  elements: limits.jsonElements,
  uncleanText: "clean",
};

/** For flow documents: 2,000 blocks need many more keys, and an author's text is never changed silently. */
export const flowDocumentLimits: JsonLimits = {
  bytes: limits.flowDocumentBytes,
  depth: limits.jsonDepth,
  keys: 100_000,
  elements: 100_000,
  uncleanText: "refuse",
};

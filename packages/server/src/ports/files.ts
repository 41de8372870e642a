import type { Readable } from "node:stream";

/** Where visitors' files are kept: checked and cleaned on the way in, handed out as attachments. */
export interface FileStore {
  /** Keeps a file; once it answers `ok` the file survives a crash. What cannot be kept is refused, never stored. */
  save(upload: FileUpload): Promise<SaveOutcome>;
  /** A file and its bytes (all, or `range`); null if there is none. The stream must be read or destroyed. */
  open(key: string, range?: ByteRange): Promise<OpenedFile | null>;
  /** Removes every file of a conversation for good. */
  removeAll(conversationId: number): Promise<void>;
  /** The bytes that a conversation's files take. */
  usage(conversationId: number): Promise<number>;
}

/** A file as a visitor sends it; the name and the type are only what they say. */
export interface FileUpload {
  readonly conversationId: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly declaredType?: string;
  /** `false`: checked as any other, and not kept. The address of what would have been leads nowhere. */
  readonly isKept?: boolean;
}

export type SaveOutcome =
  | { readonly ok: true; readonly file: StoredFile }
  | { readonly ok: false; readonly refusal: FileRefusal };

/** Why a file is not kept: too large, of a type that is not accepted, or broken. */
export interface FileRefusal {
  readonly status: 413 | 415 | 422;
  readonly detail: string;
}

export type FileKind = "image" | "document" | "audio" | "video";

/** A kept file. `type` is what its bytes are, `bytes` its size, `name` safe to show, its extension that of the type. */
export interface StoredFile {
  readonly key: string;
  readonly conversationId: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly kind: FileKind;
}

/** First and last byte, both included, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface OpenedFile {
  readonly file: StoredFile;
  /** To be sent with the bytes: they keep a browser from running what is inside. */
  readonly headers: Readonly<Record<string, string>>;
  readonly stream: Readable;
}

/** Addresses that let their holder read one file for a while. */
export interface FileUrls {
  /** A path with a query, good until `expiresAtMs`. */
  sign(file: Pick<StoredFile, "key" | "conversationId">, expiresAtMs: number): string;
  /** The file that an address opens, or why it opens none. */
  verify(pathWithQuery: string): VerifiedUrl;
}

export type VerifiedUrl =
  | { readonly ok: true; readonly key: string; readonly conversationId: number }
  | { readonly ok: false; readonly reason: "forged" | "expired" };

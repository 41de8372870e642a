import type { Upload } from "../wire/upload.ts";

export type KeptFiles = {
  readonly upload: Upload;
  /** Puts the addresses at which this frame has the files in the place of those that the flow was told. */
  readonly replace: (text: string) => string;
};

/** Keeps files in the frame: a flow that is tried gets an address, a server gets nothing. */
export function createKeptFiles(addressOf: (file: File) => string): KeptFiles {
  const kept = new Map<string, string>();
  return {
    async upload({ file, onProgress }) {
      const url = `https://files.parley.test/${kept.size + 1}/${encodeURIComponent(file.name)}`;
      kept.set(url, addressOf(file));
      onProgress(1);
      return { url, type: file.type.startsWith("image/") ? "image" : "document" };
    },
    replace(text) {
      let replaced = text;
      for (const [url, address] of kept) replaced = replaced.replaceAll(url, address);
      return replaced;
    },
  };
}

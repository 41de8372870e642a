import type { Upload } from "../wire/upload.ts";

export type KeptFiles = {
  readonly upload: Upload;
  /** What the chat says, with addresses that a flow takes in the place of this frame's own. */
  readonly outward: (text: string) => string;
  /** What the chat hears, with this frame's own addresses again. */
  readonly inward: (text: string) => string;
};

/** Keeps files in the frame: a flow that is tried gets an address, a server gets nothing. */
export function createKeptFiles(addressOf: (file: File) => string): KeptFiles {
  const kept: { readonly own: string; readonly told: string }[] = [];
  return {
    async upload({ file, onProgress }) {
      const own = addressOf(file);
      const name = encodeURIComponent(file.name);
      kept.push({ own, told: `https://files.parley.test/${kept.length + 1}/${name}` });
      onProgress(1);
      return { url: own, type: file.type.startsWith("image/") ? "image" : "document" };
    },
    outward: (text) => kept.reduce((all, { own, told }) => all.replaceAll(own, told), text),
    inward: (text) => kept.reduce((all, { own, told }) => all.replaceAll(told, own), text),
  };
}

import { parseJson } from "./fields.ts";
import { bearer, readUploaded, type Uploaded } from "./wire.ts";
import { reasonOf, WireError } from "./wire-error.ts";

export type UploadOptions = {
  readonly url: string;
  readonly secret: string;
  readonly file: File;
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
};

/** Brings a file to where messages can name it. */
export type Upload = (options: UploadOptions) => Promise<Uploaded>;

/** Uploads one file and tells how far it is, 0 to 1. XMLHttpRequest: fetch has no upload progress. */
export function upload({
  url,
  secret,
  file,
  onProgress,
  signal,
}: UploadOptions): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    for (const [name, value] of Object.entries(bearer(secret)))
      request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = request.onabort = () => reject(new WireError(0));
    request.onload = () => {
      const answer = parseJson(request.responseText);
      const uploaded = request.status < 300 ? readUploaded(answer) : null;
      if (uploaded) resolve(uploaded);
      else reject(new WireError(request.status, reasonOf(answer)));
    };
    signal.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file);
    request.send(form);
  });
}

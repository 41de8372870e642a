import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { describe, EgressError } from "./egress-error.ts";

/** Undoes an answer's Content-Encoding; fails as soon as more than `maxBytes` come out, and on encodings nobody asked for. */
export function decodeBody(
  body: Uint8Array,
  encoding: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity" || body.length === 0) return Promise.resolve(body);
  const decode = decoderOf(name, body);
  if (decode === null) {
    return Promise.reject(new EgressError("protocol", `cannot decode content-encoding ${name}`));
  }
  return new Promise((resolve, reject) => {
    decode(body, { maxOutputLength: maxBytes }, (error, decoded) => {
      if (error === null) resolve(decoded);
      else reject(decodeError(error, maxBytes));
    });
  });
}

type Decode = (
  body: Uint8Array,
  options: { maxOutputLength: number },
  callback: (error: Error | null, decoded: Buffer) => void,
) => void;

function decoderOf(name: string, body: Uint8Array): Decode | null {
  if (name === "gzip" || name === "x-gzip") return gunzip;
  if (name === "br") return brotliDecompress;
  if (name !== "deflate") return null;
  // "deflate" means zlib, but some servers send the bare stream; zlib's first byte names method 8.
  return ((body[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw;
}

function decodeError(error: Error, maxBytes: number): EgressError {
  if ("code" in error && error.code === "ERR_BUFFER_TOO_LARGE") {
    return new EgressError("too-large", `more than ${maxBytes} bytes after decompression`);
  }
  return new EgressError("protocol", describe(error));
}

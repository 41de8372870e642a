import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { acceptedEncoding, type Encoding } from "./accepted-encoding.ts";

/** A file of a build, in every form that it goes over the wire in. */
export interface PackedFile {
  readonly type: string;
  /** The file in this encoding, made when it is first asked for; as it is where compressing does not help. */
  in(encoding: Encoding): Promise<FileForm>;
}

interface FileForm {
  readonly encoding: Encoding;
  readonly bytes: Buffer;
  /** Its own for each encoding, as the bytes are. */
  readonly etag: string;
}

/** Makes a packed file of what was read from the build. */
export function packFile(plain: Buffer, type: string): PackedFile {
  const hash = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
  const formOf = (encoding: Encoding, bytes: Buffer): FileForm => ({
    ...{ encoding, bytes, etag: `"${hash}-${encoding}"` },
  });
  const asItIs = formOf("identity", plain);
  const make = async (encoding: Encoding): Promise<FileForm> => {
    if (encoding === "identity" || !packable.test(type)) return asItIs;
    // Without memory for it the file goes as it is.
    const packed = await packers[encoding](plain).catch(() => null);
    return packed ? formOf(encoding, packed) : asItIs;
  };
  const made: { [K in Encoding]?: Promise<FileForm> } = {};
  return {
    type,
    in: (encoding) => {
      made[encoding] ??= make(encoding);
      return made[encoding];
    },
  };
}

/** Fonts and most pictures are compressed already. */
const packable = /^(?:text\/|image\/svg|application\/json)/;

/** Brotli's last two of 11 steps cost ten times the time and memory for three in a hundred bytes. */
const packers = {
  br: (plain: Buffer) =>
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (plain: Buffer) => promisify(gzip)(plain, { level: constants.Z_BEST_COMPRESSION }),
};

/** Answers with a file in the form that the request likes best, or says that the client has it already. */
export async function sendPacked(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  file: PackedFile,
): Promise<FastifyReply> {
  const { encoding, bytes, etag } = await file.in(acceptedEncoding(headers["accept-encoding"]));
  reply.header("vary", "accept-encoding").header("etag", etag);
  if (hasAlready(headers["if-none-match"], etag)) return reply.code(304).send();
  if (encoding !== "identity") reply.header("content-encoding", encoding);
  return reply.type(file.type).send(bytes);
}

/** Proxies weaken the names of what they pass on; it is the same file under them. */
const hasAlready = (header: string | undefined, etag: string): boolean =>
  header?.split(",").some((it) => it.trim().replace(/^W\//, "") === etag) ?? false;

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";
import { type PackedFile, packFile, sendPacked } from "./packed-file.ts";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".html": "text/html; charset=utf-8",
};

/** Every built file has the hash of its content in its name. */
const forever = "public, max-age=31536000, immutable";

/**
 * The Studio: one page for every address below `/studio/`, and the files that it is made of. Nothing is read before
 * somebody asks for it.
 */
export function serveStudioPages(app: FastifyInstance, folder: string): void {
  const known = new Map<string, PackedFile>();
  app.get<{ Params: { name: string } }>("/studio/assets/:name", async (request, reply) => {
    const { name } = request.params;
    // Read when it is asked for: the files of an upgrade are there at once, beside a page that was loaded before it.
    const file = known.get(name) ?? (await readStudioFile(join(folder, "assets"), name));
    known.set(name, file);
    reply.header("cache-control", forever).header("content-security-policy", filePolicy);
    return sendPacked(request, reply, file);
  });
  const sendPage = async (_: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString("base64url");
    const page = await readPage(folder);
    return reply
      .type("text/html; charset=utf-8")
      .headers(pageHeaders(nonce))
      .send(page.replaceAll("{{nonce}}", nonce));
  };
  app.get("/studio", sendPage);
  app.get("/studio/*", sendPage);
}

/** A worker lives by the policy of its own script, not by that of its page: it may load others of ours, and speak with nobody. */
const filePolicy =
  "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** As the build names files: nothing that leads elsewhere. */
const fileName = /^[\w-][\w.-]{0,127}$/;

async function readStudioFile(folder: string, name: string): Promise<PackedFile> {
  if (!fileName.test(name)) throw new AppError("not-found");
  const plain = await readFile(join(folder, name)).catch(() => {
    throw new AppError("not-found");
  });
  return packFile(plain, types[extname(name)] ?? "application/octet-stream");
}

async function readPage(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, "index.html"), "utf8");
  } catch {
    throw new AppError("not-found", { message: "Build the Studio first: npm run build." });
  }
}

/** Scripts and styles of our own files only; libraries that must make a style element at run time prove it by the nonce. */
function pageHeaders(nonce: string): Record<string, string> {
  return {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "content-security-policy": [
      "default-src 'self'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join("; "),
  };
}

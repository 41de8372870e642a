import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { type PackedFile, packFile, sendPacked } from "../packed-file.ts";

/** What the API's page is made of: the library would send these megabytes as they are. */
const names = ["swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "swagger-ui.css"];

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** Serves the large files of the API's page packed. Nothing is read before somebody asks for it. */
export function serveDocsFiles(app: FastifyInstance): void {
  for (const name of names) {
    let file: Promise<PackedFile> | null = null;
    app.get(`/docs/static/${name}`, { schema: { hide: true } }, async (request, reply) => {
      file ??= readDocsFile(name);
      reply.header("cache-control", "no-cache");
      return sendPacked(request, reply, await file);
    });
  }
}

async function readDocsFile(name: string): Promise<PackedFile> {
  const path = fileURLToPath(import.meta.resolve(`@fastify/swagger-ui/static/${name}`));
  return packFile(await readFile(path), types[extname(name)] ?? "application/octet-stream");
}

import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { type PackedFile, packFile, sendPacked } from "../packed-file.ts";
import type { ServedRoute } from "../route-spec.ts";
import { apiDescription, apiTags } from "./api-description.ts";
import { finishDocument } from "./finish-document.ts";
import { printJson } from "./print-json.ts";
import { serveDocsFiles } from "./serve-docs-files.ts";

/** Serves the OpenAPI document and a page to read it. To be registered before the routes that it describes. */
export async function serveOpenApi(
  app: FastifyInstance,
  served: readonly ServedRoute[],
): Promise<void> {
  await app.register(swagger, {
    hideUntagged: true,
    openapi: {
      openapi: "3.1.1",
      info: { title: "Parley platform API", version: "1.0.0", description: apiDescription },
      servers: [{ url: "/" }],
      tags: apiTags,
      components: {
        securitySchemes: {
          token: {
            type: "apiKey",
            in: "header",
            name: "Authorization",
            description: "`Token <your token>`; `Bearer <your token>` is accepted as well.",
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (generated) =>
      finishDocument({ ...jsonSchemaTransformObject(generated) }, served),
  });
  let packed: PackedFile | null = null;
  const sendDocument = async (request: FastifyRequest, reply: FastifyReply) => {
    packed ??= packFile(Buffer.from(openApiText(app)), "application/json; charset=utf-8");
    reply.header("cache-control", "no-cache");
    return sendPacked(request, reply, packed);
  };
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    // The page asks for the document there; the library would write it anew each time, and send it as it is.
    uiHooks: {
      preHandler: (request, reply, done) => {
        if (request.routeOptions.url === "/docs/json") sendDocument(request, reply).catch(done);
        else done();
      },
    },
    uiConfig: {
      layout: "BaseLayout",
      docExpansion: "list",
      deepLinking: true,
      tryItOutEnabled: false,
    },
    staticCSP: pagePolicy,
    theme: {
      title: "Parley platform API",
      js: [{ filename: "dark.js", content: followsColourScheme }],
    },
  });
  serveDocsFiles(app);
  app.get("/v1/openapi.json", { schema: { hide: true } }, sendDocument);
}

/** The document as it is served and checked in: the same text for the same routes. */
function openApiText(app: FastifyInstance): string {
  return printJson(app.swagger());
}

/** The page has a dark dress, and leaves it to others to put it on. */
const followsColourScheme = `
const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", dress);
dress();
`;

/** The page loads nothing from anywhere else, and cannot be framed. Its own styles are set by its script. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

import type { FastifyInstance } from "fastify";
import { AppError } from "../../errors.ts";
import { sendPacked } from "../packed-file.ts";
import type { ChatBundles } from "./chat-bundles.ts";

/** Serves the chat's own scripts to every page that embeds them. */
export function serveScripts(app: FastifyInstance, bundles: ChatBundles): void {
  for (const [path, name] of Object.entries(scripts))
    app.get(path, async (request, reply) => {
      const bundle = bundles[name];
      if (!bundle)
        throw new AppError("not-found", { message: "Build the chat first: npm run build." });
      reply
        .header("cross-origin-resource-policy", "cross-origin")
        .header("cache-control", "public, max-age=300, stale-while-revalidate=86400");
      return sendPacked(request, reply, bundle);
    });
}

/** Addresses that pages embed, as the original's snippets name them. */
const scripts: Readonly<Record<string, keyof ChatBundles>> = {
  "/landbot-3/landbot-3.0.0.js": "loader.js",
  "/landbot-3/landbot-3.0.0.mjs": "loader.mjs",
  "/webchat/assets/chat.js": "chat.js",
  "/webchat/assets/try.js": "try.js",
  "/webchat/assets/panels.js": "panels.js",
};

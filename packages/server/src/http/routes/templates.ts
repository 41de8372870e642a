import { TemplateList, TemplatesQuery } from "@parley/contract";
import { serveRoute } from "../route.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** `/v1/channels/whatsapp/templates/`: no WhatsApp channel can be made, so there are none. */
export function serveTemplates({ routes }: ResourcePorts): void {
  for (const [path, operationId] of paths)
    serveRoute(routes, {
      ...{ method: "GET", path, scope: "channels:read" },
      ...{ operationId, tag: "Channels", summary: "List WhatsApp templates" },
      description: "Not paginated.",
      query: TemplatesQuery,
      answers: { 200: TemplateList },
      handle: async () => ({ status: 200, body: { success: true, templates: [] } }),
    });
}

const paths = [
  ["/v1/channels/whatsapp/templates/", "listTemplates"],
  ["/v1/channels/whatsapp/templates/multi/", "listSharedTemplates"],
] as const;

import type { Scope } from "../../expression/evaluate.ts";
import { parseRequest, type RenderedRequest, renderRequest } from "./request-template.ts";
import type { Webhook } from "./webhook-params.ts";

/** Fills a request in with sample values, exactly as the block would. */
export function previewRequest(params: Webhook, scope: Scope): RenderedRequest {
  return renderRequest(parseRequest(params), scope);
}

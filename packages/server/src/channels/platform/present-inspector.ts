import type {
  Inspector as ShownInspector,
  InspectedRequest as ShownRequest,
} from "@parley/contract";
import type { InspectedRequest } from "../../features/hooks/inspection-log.ts";
import type { Inspector } from "../../features/hooks/inspectors.ts";
import { maskHeaders } from "../../features/mask-headers.ts";
import { wireSecondsOfMs } from "./wire-time.ts";

/** An inspector as the platform API shows it. */
export const presentInspector = (
  { id, name, status, delayMs, createdMs }: Inspector,
  url: string,
): ShownInspector => ({
  ...{ id, name, url, status, delay_ms: delayMs, created_at: wireSecondsOfMs(createdMs) },
});

/** A request as the platform API shows it; secrets among its headers only to whoever may read tokens. */
export function presentInspected(request: InspectedRequest, mayReadTokens: boolean): ShownRequest {
  const { number, atMs, method, path, headers, body, answered } = request;
  return {
    ...{ number, at: wireSecondsOfMs(atMs), method, path, body, answered },
    headers: { ...(mayReadTokens ? headers : maskHeaders(headers)) },
    truncated: request.isTruncated,
    size: request.sizeBytes,
  };
}

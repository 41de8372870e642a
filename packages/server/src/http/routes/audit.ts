import { Readable } from "node:stream";
import { AuditPage, AuditQuery } from "@parley/contract";
import type { z } from "zod";
import {
  auditCsvHeader,
  auditCsvLine,
  presentAudit,
} from "../../channels/platform/present-audit.ts";
import type { AuditFilter } from "../../ports/audit.ts";
import type { Store } from "../../ports/store.ts";
import { serveRoute } from "../route.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Audit";
const shared = { method: "GET", scope: "audit:read", tag, query: AuditQuery } as const;

/** `/v1/audit/`: who did what, for the owners of a workspace. */
export function serveAudit({ routes, store }: ResourcePorts): void {
  serveRoute(routes, {
    ...{ ...shared, path: "/v1/audit/", operationId: "listAudit" },
    summary: "List who did what",
    description:
      "The newest first. Lines are written with what they tell of, as one, and are never changed or deleted. The guide on the audit log says what each deed is.",
    answers: { 200: AuditPage },
    handle: async ({ identity, query }) => {
      const { limit } = query;
      const filter = { ...filterOf(identity.workspaceId, query), limit: limit + 1 };
      const rows = await store.audit(filter);
      const page = rows.slice(0, limit);
      const next = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
      return { status: 200, body: { success: true, audit: page.map(presentAudit), next } };
    },
  });
  serveRoute(routes, {
    ...{ ...shared, path: "/v1/audit/audit.csv", operationId: "exportAudit" },
    summary: "Export who did what",
    description:
      "Every line that the filters let through, whatever `limit` is; `detail` is JSON. Words that a spreadsheet would take for a formula have an apostrophe before them.",
    answers: {},
    streams: { "text/csv": "A header line, then a line of the log a line (RFC 4180)." },
    handle: async ({ identity, query }) => ({
      status: 200,
      body: Readable.from(csvOf(store, filterOf(identity.workspaceId, query)), {
        objectMode: false,
      }),
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="audit.csv"',
      },
    }),
  });
}

const csvPage = 500;

/** A page at a time, made when the one before it has gone out. */
async function* csvOf(store: Store, filter: Omit<AuditFilter, "limit">): AsyncGenerator<string> {
  yield auditCsvHeader();
  for (let beforeId = filter.beforeId; ; ) {
    const from = beforeId === undefined ? {} : { beforeId };
    const rows = await store.audit({ ...filter, ...from, limit: csvPage });
    if (rows.length > 0) yield rows.map(auditCsvLine).join("");
    beforeId = rows.at(-1)?.id;
    if (rows.length < csvPage) return;
  }
}

function filterOf(
  workspaceId: number,
  { deed, agent_id, since, until, before }: z.output<typeof AuditQuery>,
): Omit<AuditFilter, "limit"> {
  return {
    workspaceId,
    ...(deed !== undefined && { deed }),
    ...(agent_id !== undefined && { agentId: agent_id }),
    ...(since !== undefined && { sinceMs: Math.round(since * 1000) }),
    ...(until !== undefined && { untilMs: Math.round(until * 1000) }),
    ...(before !== undefined && { beforeId: before }),
  };
}

import { Readable } from "node:stream";
import { AuditHeadQuery, AuditPage, AuditQuery, AuditVerification } from "@parley/contract";
import type { z } from "zod";
import {
  auditCsvHeader,
  auditCsvLine,
  presentAudit,
  presentVerdict,
  type TokenNames,
} from "../../channels/platform/present-audit.ts";
import { deed } from "../../features/audit/deed.ts";
import { tellDeed } from "../../features/audit/tell-deed.ts";
import { verifyAudit } from "../../features/audit/verify-audit.ts";
import type { AuditFilter } from "../../ports/audit.ts";
import type { Store } from "../../ports/store.ts";
import { serveRoute } from "../route.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Audit";
const shared = { method: "GET", scope: "audit:read", tag, query: AuditQuery } as const;

/** `/v1/audit/`: who did what, for the owners of a workspace. */
export function serveAudit(ports: ResourcePorts): void {
  const { routes, store, features } = ports;
  serveRoute(routes, {
    ...{ ...shared, path: "/v1/audit/", operationId: "listAudit" },
    summary: "List who did what",
    description:
      "The newest first. Lines are written with what they tell of, as one, and are never changed or deleted. Each carries a hash over itself and the line before it. The guide on the audit log says what each deed is, and how a hash is made.",
    answers: { 200: AuditPage },
    handle: async ({ identity, query }) => {
      const { limit } = query;
      const filter = { ...filterOf(identity.workspaceId, query), limit: limit + 1 };
      const rows = await store.audit(filter);
      const page = rows.slice(0, limit);
      const next = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
      const tokens = await tokenNames(store, identity.workspaceId);
      const audit = page.map((row) => presentAudit(row, tokens));
      return { status: 200, body: { success: true, audit, next } };
    },
  });
  serveRoute(routes, {
    ...{ ...shared, path: "/v1/audit/audit.csv", operationId: "exportAudit" },
    summary: "Export who did what",
    description:
      "Every line that the filters let through, whatever `limit` is; `detail` is JSON. Words that a spreadsheet would take for a formula have an apostrophe before them.",
    answers: {},
    streams: { "text/csv": "A header line, then a line of the log a line (RFC 4180)." },
    handle: async ({ identity: { workspaceId }, query }) => {
      const { deed: what = null, agent_id = null, since = null, until = null } = query;
      const detail = { deed: what, agent_id, since, until };
      const line = deed(workspaceId, "audit log", "")("audit.exported", detail);
      await tellDeed(ports, features.accounts.acting.present(), line);
      const pieces = csvOf(store, filterOf(workspaceId, query));
      return {
        status: 200,
        body: Readable.from(pieces, { objectMode: false }),
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": 'attachment; filename="audit.csv"',
        },
      };
    },
  });
  serveVerification(ports);
}

function serveVerification({ routes, store }: ResourcePorts): void {
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/audit/verification/", operationId: "verifyAudit" },
    ...{ scope: "audit:read", tag, summary: "Check that the log is as it was written" },
    description:
      "Reads all of it and follows the hashes. `fault` names the first line that does not fit; `null`: there is none. Whoever can write the database can write the log anew with all its hashes, or cut its end off: with a `head` that you kept elsewhere, that is found too.",
    query: AuditHeadQuery,
    answers: { 200: AuditVerification },
    handle: async ({ identity, query: { head: kept } }) => {
      const verdict = await verifyAudit(store, identity.workspaceId, kept ? [kept] : []);
      return { status: 200, body: { success: true, ...presentVerdict(verdict) } };
    },
  });
}

const csvPage = 500;

/** A page at a time, made when the one before it has gone out. */
async function* csvOf(store: Store, filter: Omit<AuditFilter, "limit">): AsyncGenerator<string> {
  yield auditCsvHeader();
  const tokens = await tokenNames(store, filter.workspaceId);
  for (let beforeId = filter.beforeId; ; ) {
    const from = beforeId === undefined ? {} : { beforeId };
    const rows = await store.audit({ ...filter, ...from, limit: csvPage });
    if (rows.length > 0) yield rows.map((row) => auditCsvLine(row, tokens)).join("");
    beforeId = rows.at(-1)?.id;
    if (rows.length < csvPage) return;
  }
}

/** Tokens are never renamed and never deleted: what one is called is what it was called. */
async function tokenNames(store: Store, workspaceId: number): Promise<TokenNames> {
  return new Map((await store.tokens(workspaceId)).map(({ id, name }) => [id, name]));
}

function filterOf(
  workspaceId: number,
  { deed: what, agent_id, since, until, before }: z.output<typeof AuditQuery>,
): Omit<AuditFilter, "limit"> {
  return {
    workspaceId,
    ...(what !== undefined && { deed: what }),
    ...(agent_id !== undefined && { agentId: agent_id }),
    ...(since !== undefined && { sinceMs: Math.round(since * 1000) }),
    ...(until !== undefined && { untilMs: Math.round(until * 1000) }),
    ...(before !== undefined && { beforeId: before }),
  };
}

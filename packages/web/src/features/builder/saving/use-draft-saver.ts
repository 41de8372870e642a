import type { DraftAnswer } from "@parley/contract";
import type { FlowDocument } from "@parley/flow";
import { useEffect, useState } from "react";
import { type Api, ApiError } from "../../../data/api.ts";
import { useApi } from "../../../data/api-context.ts";
import { readNewerDraft } from "../builder-queries.ts";
import { type Builder, createBuilder } from "../builder-state.ts";
import { openFlow } from "../model/open-flow.ts";
import {
  createDraftSaver,
  type DraftSaver,
  type SaverPorts,
  type Sent,
  type ServerDraft,
} from "./draft-saver.ts";
import { type KeptWork, openKeptWork } from "./kept-work.ts";

/** A flow that is open, and its way to the server. */
export interface OpenDraft {
  readonly builder: Builder;
  readonly saver: DraftSaver;
}

/** How often somebody who looks at a draft hears what others have made of it. */
const askingMs = 15_000;

/** Opens a draft for as long as the screen is there, with the work that an earlier visit could not save. */
export function useDraftSaver(bot: string, draft: ServerDraft): OpenDraft | null {
  const api = useApi();
  const [open, setOpen] = useState<OpenDraft | null>(null);
  useEffect(() => {
    const drawer = openKeptWork(sessionStorage, api.workspace(), bot);
    const kept = drawer.read();
    const base = openFlow(draft.flow);
    const builder = createBuilder(kept?.mine ?? base, Date.now);
    const from = kept ? { ...draft, flow: kept.base, etag: kept.etag } : { ...draft, flow: base };
    const saver = createDraftSaver(portsOf(api, bot, builder, drawer), from);
    const stop = new AbortController();
    const refresh = () => document.visibilityState === "visible" && void saver.refresh();
    addEventListener("online", refresh, { signal: stop.signal });
    addEventListener("focus", refresh, { signal: stop.signal });
    const asking = setInterval(refresh, askingMs);
    if (kept) void saver.refresh();
    setOpen({ builder, saver });
    return () => {
      stop.abort();
      clearInterval(asking);
      void saver.flush();
      saver.close();
    };
  }, [api, bot, draft]);
  return open;
}

function portsOf(api: Api, bot: string, builder: Builder, drawer: KeptWork): SaverPorts {
  return {
    builder,
    send: (flow, etag) => sendDraft(api, bot, flow, etag),
    read: (etag) => readNewerDraft(api, bot, etag).catch(() => null),
    keep: drawer.keep,
    nowMs: Date.now,
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

async function sendDraft(
  api: Api,
  bot: string,
  flow: FlowDocument,
  ifMatch: string,
): Promise<Sent> {
  try {
    const path = `/v1/bots/${bot}/draft/`;
    const { body, etag } = await api.write<DraftAnswer>("PUT", path, { body: { flow }, ifMatch });
    return { kind: "kept", etag: etag ?? `"${body.revision}"` };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status, message } = error;
    if (status === 409 || status === 412) return { kind: "stale" };
    if (status === 0 || status === 429 || status >= 500) return { kind: "unreachable" };
    return { kind: "refused", message };
  }
}

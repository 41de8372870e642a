import type {
  AgentPage,
  BotAnswer,
  BotPage,
  DraftAnswer,
  VersionAnswer,
  VersionPage,
} from "@parley/contract";
import { type FlowDocument, readFlow } from "@parley/flow";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../data/api.ts";
import type { ServerDraft } from "./saving/draft-saver.ts";

/** The draft as the server has it now; never out of a cache, for others edit it too. */
export async function readDraft(api: Api, bot: string, signal?: AbortSignal): Promise<ServerDraft> {
  const { body, etag } = await api.read<DraftAnswer>(`/v1/bots/${bot}/draft/`, signal);
  return draftIn(body, etag);
}

/** The draft, unless it is still the one that the reader has. */
export async function readNewerDraft(
  api: Api,
  bot: string,
  etag: string,
): Promise<ServerDraft | "unchanged"> {
  const path = `/v1/bots/${bot}/draft/`;
  const response = await api.open(path, AbortSignal.timeout(patienceMs), { "If-None-Match": etag });
  if (response.status === 304) return "unchanged";
  // The server checks its answers against the contract.
  return draftIn((await response.json()) as DraftAnswer, response.headers.get("etag"));
}

const patienceMs = 30_000;

/** The bot itself: its name, its newest version. */
export function botQuery(api: Api, bot: string) {
  return queryOptions({
    queryKey: ["bots", bot],
    queryFn: async ({ signal }) => (await api.get<BotAnswer>(`/v1/bots/${bot}/`, signal)).bot,
  });
}

/** Everything that has been published, newest first. */
export function versionsQuery(api: Api, bot: string) {
  return queryOptions({
    queryKey: ["bots", bot, "versions"],
    queryFn: async ({ signal }) => {
      const { versions } = await api.get<VersionPage>(
        `/v1/bots/${bot}/versions/?limit=100`,
        signal,
      );
      return versions.toSorted((one, other) => other.version - one.version);
    },
  });
}

/** The flow of one version: it never changes. */
export function versionQuery(api: Api, bot: string, version: number) {
  return queryOptions({
    queryKey: ["bots", bot, "versions", version],
    queryFn: async ({ signal }) =>
      flowIn((await api.get<VersionAnswer>(`/v1/bots/${bot}/versions/${version}/`, signal)).flow),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The bots that one can jump to. */
export function otherBotsQuery(api: Api, bot: string) {
  return queryOptions({
    queryKey: ["bots", "others", bot],
    queryFn: async ({ signal }) => {
      const { bots } = await api.get<BotPage>("/v1/bots/?limit=100", signal);
      return bots.filter(({ id }) => String(id) !== bot).map(({ id, name }) => ({ id, name }));
    },
  });
}

/** The people that a conversation can be handed to. */
export function agentsQuery(api: Api) {
  return queryOptions({
    queryKey: ["agents", "names"],
    queryFn: async ({ signal }) => {
      const { agents } = await api.get<AgentPage>("/v1/agents/?limit=100", signal);
      return agents.map(({ id, name }) => ({ id, name }));
    },
  });
}

function draftIn(
  { flow, revision, saved_by: savedBy, saved_at: savedAt }: DraftAnswer,
  etag: string | null | undefined,
): ServerDraft {
  const savedMs = savedAt * 1000;
  return { flow: flowIn(flow), etag: etag ?? `"${revision}"`, savedBy, savedMs };
}

function flowIn(value: unknown): FlowDocument {
  const { document, problems } = readFlow(value);
  if (!document) throw new Error(problems[0]?.message ?? "This is no flow.");
  return document;
}

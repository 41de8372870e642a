import type {
  Hook,
  HookAnswer,
  HookChange,
  HookDeliveriesQuery,
  HookDeliveryAnswer,
  HookDeliveryInFull,
  HookDeliveryPage,
  HookInFull,
  HookInFullAnswer,
  HookPage,
  HookQueuedAnswer,
  HookReplay,
  HookResendAnswer,
  HookSecretAnswer,
  HooksQuery,
  HookTestAnswer,
  InspectedRequestPage,
  Inspector,
  InspectorAnswer,
  InspectorChange,
  InspectorPage,
  NewHook,
  NewInspector,
  PageQuery,
} from "@parley/contract";
import type { ApiCall } from "./send-request.ts";

/** A channel's hooks, and what they were and are owed. */
export interface HooksClient {
  list(channelId: number, query?: Partial<HooksQuery>): Promise<HookPage>;
  /** The hook, and how far it is behind. */
  get(channelId: number, id: number): Promise<HookInFull>;
  /** The signing secret is in this answer and nowhere else. */
  create(channelId: number, hook: NewHook): Promise<HookSecretAnswer>;
  change(channelId: number, id: number, change: HookChange): Promise<Hook>;
  delete(channelId: number, id: number): Promise<void>;
  /** The new secret is in this answer and nowhere else; the one before it signs for 24 hours more. */
  rotateSecret(channelId: number, id: number): Promise<HookSecretAnswer>;
  /** Sends a sample now and tells what came back. */
  test(channelId: number, id: number): Promise<HookTestAnswer>;
  deliveries(
    channelId: number,
    id: number,
    query?: Partial<HookDeliveriesQuery>,
  ): Promise<HookDeliveryPage>;
  delivery(channelId: number, id: number, deliveryId: string): Promise<HookDeliveryInFull>;
  /** Gives the number of the new delivery. */
  resend(channelId: number, id: number, deliveryId: string): Promise<string>;
  skip(channelId: number, id: number, deliveryId: string): Promise<void>;
  replay(channelId: number, id: number, replay: HookReplay): Promise<HookQueuedAnswer>;
}

/** Receivers inside Parley that show what they are sent. */
export interface InspectorsClient {
  list(query?: Partial<PageQuery>): Promise<InspectorPage>;
  create(inspector?: Partial<NewInspector>): Promise<Inspector>;
  change(id: number, change: InspectorChange): Promise<Inspector>;
  delete(id: number): Promise<void>;
  requests(id: number, query?: Partial<PageQuery>): Promise<InspectedRequestPage>;
  clear(id: number): Promise<void>;
}

type Ask = <T>(call: ApiCall) => Promise<T>;

/** Makes the calls for hooks. */
export function hooksOf(ask: Ask): HooksClient {
  const post = <T>(path: string, body?: unknown) =>
    ask<T>({ method: "POST", path, ...(body !== undefined && { body }) });
  return {
    list: (channelId, query = {}) =>
      ask<HookPage>({ method: "GET", path: listPath(channelId), query }),
    get: async (channelId, id) =>
      (await ask<HookInFullAnswer>({ method: "GET", path: hookPath(channelId, id) })).hook,
    create: (channelId, hook) => post<HookSecretAnswer>(listPath(channelId), hook),
    change: async (channelId, id, body) =>
      (await ask<HookAnswer>({ method: "PATCH", path: hookPath(channelId, id), body })).hook,
    delete: (channelId, id) =>
      ask({ method: "DELETE", path: hookPath(channelId, id) }).then(nothing),
    rotateSecret: (channelId, id) =>
      post<HookSecretAnswer>(`${hookPath(channelId, id)}rotate_secret/`),
    test: (channelId, id) => post<HookTestAnswer>(`${hookPath(channelId, id)}test/`),
    deliveries: (channelId, id, query = {}) =>
      ask<HookDeliveryPage>({
        method: "GET",
        path: `${hookPath(channelId, id)}deliveries/`,
        query,
      }),
    delivery: async (channelId, id, deliveryId) => {
      const path = deliveryPath(channelId, id, deliveryId);
      return (await ask<HookDeliveryAnswer>({ method: "GET", path })).delivery;
    },
    resend: async (channelId, id, deliveryId) => {
      const path = `${deliveryPath(channelId, id, deliveryId)}resend/`;
      return (await post<HookResendAnswer>(path)).delivery_id;
    },
    skip: (channelId, id, deliveryId) =>
      post(`${deliveryPath(channelId, id, deliveryId)}skip/`).then(nothing),
    replay: (channelId, id, replay) =>
      post<HookQueuedAnswer>(`${hookPath(channelId, id)}replay/`, replay),
  };
}

/** Makes the calls for inspectors. */
export function inspectorsOf(ask: Ask): InspectorsClient {
  const path = (id: number) => `/v1/inspectors/${id}/`;
  const answered = async (call: ApiCall) => (await ask<InspectorAnswer>(call)).inspector;
  return {
    list: (query = {}) => ask<InspectorPage>({ method: "GET", path: "/v1/inspectors/", query }),
    create: (body = {}) => answered({ method: "POST", path: "/v1/inspectors/", body }),
    change: (id, body) => answered({ method: "PATCH", path: path(id), body }),
    delete: (id) => ask({ method: "DELETE", path: path(id) }).then(nothing),
    requests: (id, query = {}) =>
      ask<InspectedRequestPage>({ method: "GET", path: `${path(id)}requests/`, query }),
    clear: (id) => ask({ method: "DELETE", path: `${path(id)}requests/` }).then(nothing),
  };
}

const listPath = (channelId: number): string => `/v1/channels/${channelId}/message_hooks/`;
const hookPath = (channelId: number, id: number): string => `${listPath(channelId)}${id}/`;
const deliveryPath = (channelId: number, id: number, deliveryId: string): string =>
  `${hookPath(channelId, id)}deliveries/${encodeURIComponent(deliveryId)}/`;
const nothing = (): void => {};

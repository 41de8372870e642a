import type { Call, Payment } from "./payment.ts";

/** An HTTP request, ready to be sent. */
export interface HttpCall {
  readonly method: "PUT" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where Parley is and what opens its door. */
export interface ParleyAccess {
  readonly url: string;
  readonly token: string;
}

/** The request of one call. This is the whole of "Set" and "Go": the part to copy into your own service. */
export function parleyCall(payment: Payment, call: Call, parley: ParleyAccess): HttpCall {
  const customer = `/v1/customers/${encodeURIComponent(payment.customerId)}`;
  const value = { status: payment.status };
  const request = (method: HttpCall["method"], path: string, body: object): HttpCall => ({
    method,
    url: parley.url + path,
    headers: {
      authorization: `Token ${parley.token}`,
      "content-type": "application/json",
      "idempotency-key": call.key,
    },
    body: JSON.stringify(body),
  });
  switch (call.step) {
    case "set":
      return request("PUT", `${customer}/fields/data/`, { type: "object", extra: {}, value });
    case "go":
      return request("PUT", `${customer}/assign_bot/${encodeURIComponent(payment.botId)}/`, {
        launch: true,
        node: payment.blockId,
      });
    case "resume":
      return request("POST", `${customer}/resume/`, {
        bot_id: /^\d+$/.test(payment.botId) ? Number(payment.botId) : payment.botId,
        node: payment.blockId,
        launch: true,
        fields: { data: { type: "object", extra: {}, value } },
      });
    case "resume-url":
      return {
        method: "POST",
        url: payment.resumeUrl ?? "",
        // The address is the secret: the token must not travel with it.
        headers: { "content-type": "application/json", "idempotency-key": call.key },
        body: JSON.stringify(value),
      };
  }
}

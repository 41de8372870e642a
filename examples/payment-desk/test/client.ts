/** A request such as the bot's Webhook block makes. */
export const samplePayment = {
  bot_id: 1010178,
  block_id: "Nkqgn6xkf",
  customer_id: 10000001,
  name: "Ann Example",
  email: "ann@example.org",
  amount: 49.9,
  item: "Course",
};

/** An answer of the desk with its parsed body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** POSTs JSON to the desk. */
export async function post(
  url: string,
  body: unknown = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    redirect: "manual",
  });
  return read(response);
}

/** GETs JSON from the desk. */
export async function get(url: string): Promise<Answer> {
  return read(await fetch(url));
}

/** Creates the sample payment, with changes, and gives its id. */
export async function createPayment(deskUrl: string, changes: object = {}): Promise<string> {
  const { body } = await post(`${deskUrl}/payments`, { ...samplePayment, ...changes });
  return String(body.payment_id);
}

/** Asks until the payment fulfils the condition. */
export async function waitForPayment(
  deskUrl: string,
  id: string,
  isReached: (body: Readonly<Record<string, unknown>>) => boolean,
): Promise<Readonly<Record<string, unknown>>> {
  for (;;) {
    const { body } = await get(`${deskUrl}/payments/${id}`);
    if (isReached(body)) return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json";
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : { text },
  };
}

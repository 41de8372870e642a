import type { Product } from "../start-server.ts";
import { runParley } from "../web-bot.ts";

type Answer = Readonly<Record<string, unknown>>;

/** The platform API, as a program uses it. Anything but a 2xx fails the run. */
export interface V1 {
  get(path: string): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
  put(path: string, body: object, ifMatch?: string): Promise<Answer>;
}

/** Opens the API with a token that may do everything that its agent may: the first owner, unless another is named. */
export async function createV1(product: Product, agent?: number): Promise<V1> {
  const as = agent === undefined ? [] : ["--agent", String(agent)];
  const token = await runParley(product, "token", "create", "--name", "studio", ...as);
  const call = async (method: string, path: string, body?: object, ifMatch?: string) => {
    const answer = await fetch(`${product.url}/v1/${path}`, {
      method,
      headers: {
        authorization: `Token ${token}`,
        "content-type": "application/json",
        ...(ifMatch !== undefined && { "if-match": ifMatch }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const told: Answer = Object(await answer.json());
    return told;
  };
  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body),
    put: (path, body, ifMatch) => call("PUT", path, body, ifMatch),
  };
}

import type { InjectOptions } from "fastify";
import { setupCode } from "../../features/accounts/setup-code.ts";
import { publicUrl, type TestServer } from "./open-test-server.ts";

/** A browser at the Studio: keeps cookies as browsers do, and sends what the Studio's own pages send. */
export interface Browser {
  /** Its cookies, by name. */
  readonly cookies: Map<string, string>;
  /** The workspace that it means, unless the request says otherwise. */
  workspaceId: number;
  /** Where it asks from. */
  address: string;
  ask(method: Method, url: string, body?: object, headers?: Headers): Promise<Told>;
  /** The same with everything that `inject` takes, and nothing added but the cookies. */
  send(options: InjectOptions): Promise<Told>;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Headers = Readonly<Record<string, string>>;

interface Told {
  readonly status: number;
  readonly body: unknown;
  readonly setCookies: readonly string[];
  readonly headers: Readonly<Record<string, unknown>>;
}

export const password = "correct horse battery 7 staple lamp";

/** Opens a browser. */
export function openBrowser({ app }: Pick<TestServer, "app">): Browser {
  const cookies = new Map<string, string>();

  async function send(options: InjectOptions): Promise<Told> {
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await app.inject({
      remoteAddress: browser.address,
      ...options,
      headers: { ...(jar !== "" && { cookie: jar }), ...options.headers },
    });
    const set = [answer.headers["set-cookie"] ?? []].flat();
    for (const cookie of set) keep(cookies, cookie);
    return {
      ...{ status: answer.statusCode, setCookies: set, headers: answer.headers },
      body: /^application.json/.test(String(answer.headers["content-type"])) ? answer.json() : {},
    };
  }

  const browser: Browser = {
    ...{ cookies, workspaceId: 0, address: "198.51.100.7" },
    send,
    ask: (method, url, body, headers = {}) =>
      send({
        ...{ method, url },
        headers: {
          "parley-studio": String(browser.workspaceId),
          "sec-fetch-site": "same-origin",
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      }),
  };
  return browser;
}

/** What somebody gives who sets the installation up. */
export function ownerOf({ features }: Pick<TestServer, "features">, email = "ann@example.org") {
  return {
    code: setupCode(features.accounts.keys),
    ...{ name: "Ann", email, password, workspace: "Harbour" },
  };
}

/** Sets the installation up; gives the owner's browser. */
export async function setUp(server: TestServer): Promise<Browser> {
  const browser = openBrowser(server);
  const { status } = await browser.ask("POST", "/studio/api/setup", ownerOf(server));
  if (status !== 200) throw new Error(`Set-up was refused with ${status}.`);
  browser.workspaceId = server.workspace.id;
  return browser;
}

/** Invites somebody and accepts for them; gives their browser. */
export async function join(
  server: TestServer,
  owner: Browser,
  { email, role }: { readonly email: string; readonly role: "admin" | "manager" | "agent" },
): Promise<Browser> {
  const made = await owner.ask("POST", "/studio/api/invitations", { email, role });
  const { link } = made.body as { link: string };
  const token = link.split("/").at(-1);
  const browser = openBrowser(server);
  const accept = { name: email, password };
  const { status } = await browser.ask("POST", `/studio/api/invitations/${token}/accept`, accept);
  if (status !== 200) throw new Error(`The invitation was refused with ${status}.`);
  browser.workspaceId = owner.workspaceId;
  return browser;
}

/** Signs in in a new browser. */
export async function signIn(
  server: TestServer,
  email: string,
  address = "198.51.100.8",
): Promise<Browser> {
  const browser = openBrowser(server);
  browser.address = address;
  await browser.ask("POST", "/studio/api/sign_in", { email, password });
  browser.workspaceId = server.workspace.id;
  return browser;
}

/** The cookie that a session stands in. */
export const sessionCookie = publicUrl.startsWith("https:") ? "__Host-parley" : "parley";

function keep(cookies: Map<string, string>, cookie: string): void {
  const [pair = ""] = cookie.split(";");
  const at = pair.indexOf("=");
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  const isGone = /;\s*max-age=0(?:;|$)/i.test(cookie) || value === "";
  if (isGone) cookies.delete(name);
  else cookies.set(name, value);
}

import { randomUUID } from "node:crypto";
import type { Product } from "../start-server.ts";

/** What a visitor says in the end, in the order in which `flows/lead-form.json` asks. */
type Says = readonly {
  readonly type: "text" | "button";
  readonly message: string;
  readonly payload?: string;
}[];

const names = ["Ann", "Bea Lindqvist", "中村 美咲", "Carlos", "Dana", "Étienne", "ליאור כהן"];
const projects = ["A whole new garden", "Fresh life for an old one", "A balcony or terrace"];
/** Which of them visitors press, by turns. */
const pressed = [0, 0, 0, 1, 1, 2];
const areas = [12, 18, 25, 30, 40, 40, 45, 60, 80, 120, 150, 400];
const wishes = ["A pond", "Room for football", "A place for breakfast", "Shade", "A pond"];
/** How many answers visitors give before they leave, by turns: most come to the end, some stop at the e-mail. */
const patience = [5, 5, 5, 1, 5, 2, 5, 4, 1, 5, 3, 5, 0];
const atOnce = 8;

/** How many of so many visitors come to the end. */
export const leadsAmong = (count: number): number =>
  Array.from({ length: count }, (_, at) => pick(patience, at)).filter((answers) => answers === 5)
    .length;

/**
 * People who fill in the lead form over the web chat's wire, as browsers do; which of them stop where, and what they
 * say, is the same each time.
 */
export async function sendLeadVisitors(
  product: Product,
  channelToken: string,
  count: number,
): Promise<void> {
  for (let first = 0; first < count; first += atOnce) {
    const group = Array.from({ length: Math.min(atOnce, count - first) }, (_, at) => first + at);
    await Promise.all(group.map((at) => visit(product, channelToken, at)));
  }
}

/** Somebody who comes, and does not answer the first question. */
export async function sendSilentVisitor(product: Product, channelToken: string): Promise<void> {
  await visit(product, channelToken, patience.indexOf(0));
}

async function visit(product: Product, channelToken: string, at: number): Promise<void> {
  const headers = {
    authorization: `Bearer v_${randomUUID().replaceAll("-", "")}`,
    "content-type": "text/plain;charset=UTF-8",
  };
  const page = { origin: "https://shop.example/", metadata_info: { string: "Mozilla/5.0" } };
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${product.url}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify({ ...body, ...page, new_visitor: true }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  await post(`/webchat/auth/${channelToken}/`, { start: true, custom_data: {} });
  for (const [turn, said] of linesOf(at).slice(0, pick(patience, at)).entries())
    await post("/webchat/api/send/", {
      channel_token: channelToken,
      ui_key: `${at}-${turn}`,
      ...said,
    });
}

function linesOf(at: number): Says {
  const project = pick(pressed, at * 5 + 1);
  return [
    { type: "text", message: pick(names, at) },
    { type: "text", message: `visitor${at}@example.org` },
    { type: "button", message: pick(projects, project), payload: `$${project}` },
    { type: "text", message: String(pick(areas, at * 7)) },
    { type: "text", message: pick(wishes, at) },
  ];
}

function pick<T>(list: readonly T[], at: number): T {
  const found = list[at % list.length];
  if (found === undefined) throw new Error("There is nothing to pick from.");
  return found;
}

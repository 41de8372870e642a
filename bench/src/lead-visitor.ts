import { randomBytes } from "node:crypto";
import type { Client } from "./load.ts";

/** Of this process; what follows it is counted, which costs the machine less than drawing it. */
const origin = randomBytes(12).toString("base64url");
let visitors = 0;

/** The five answers of `flows/lead-form.json`, in order. */
export type Answers = readonly string[];

/** A visitor who fills in the lead form, again and again as somebody new: five turns each. */
export function leadVisitor(channelToken: string, answers: Answers): Client {
  const told = JSON.stringify({
    channel_token: channelToken,
    type: "text",
    origin: "https://shop.example/pricing",
    metadata_info: { string: "Mozilla/5.0 (X11; Linux x86_64)" },
    new_visitor: true,
  }).slice(0, -1);
  let secret = "";
  let turn = answers.length;
  return {
    next: () => {
      if (turn === answers.length) {
        visitors += 1;
        secret = `v${Date.now().toString(36)}_${String(visitors).padStart(16, "0")}${origin}`;
        turn = 0;
      }
      const message = JSON.stringify(answers[turn]);
      turn += 1;
      const key = `${turn}-${secret.slice(14, 26)}`;
      return {
        head: `POST /webchat/api/send/ HTTP/1.1\r\nauthorization: Bearer ${secret}\r\ncontent-type: text/plain;charset=UTF-8`,
        body: `${told},"message":${message},"ui_key":"${key}"}`,
      };
    },
  };
}

/** A client that posts the same body for ever: what the ceilings are measured with. */
export function poster(body: string): Client {
  const head = "POST / HTTP/1.1\r\ncontent-type: text/plain;charset=UTF-8";
  return { next: () => ({ head, body }) };
}

import { randomBytes } from "node:crypto";

/** Of this process; what follows it is counted, which costs the machine less than drawing it. */
const origin = randomBytes(12).toString("base64url");
let visitors = 0;

import type { Client } from "./load.ts";

/** The five answers of `flows/lead-form.json`, in order. */
export type Answers = readonly string[];

/** A visitor who fills in the lead form, again and again as somebody new: five turns each. */
export function leadVisitor(channelToken: string, answers: Answers): Client {
  let secret = "";
  let turn = answers.length;
  return {
    next: () => {
      if (turn === answers.length) {
        visitors += 1;
        secret = `v_${String(visitors).padStart(16, "0")}${origin}`;
        turn = 0;
      }
      const message = answers[turn];
      turn += 1;
      const body = JSON.stringify({
        channel_token: channelToken,
        type: "text",
        message,
        ui_key: `${turn}-${secret.slice(6, 18)}`,
        origin: "https://shop.example/pricing",
        metadata_info: { string: "Mozilla/5.0 (X11; Linux x86_64)" },
        new_visitor: true,
      });
      const head = [
        "POST /webchat/api/send/ HTTP/1.1",
        `authorization: Bearer ${secret}`,
        "content-type: text/plain;charset=UTF-8",
      ].join("\r\n");
      return { head, body };
    },
  };
}

/** A client that posts the same body for ever: what the ceilings are measured with. */
export function poster(body: string): Client {
  const head = "POST / HTTP/1.1\r\ncontent-type: text/plain;charset=UTF-8";
  return { next: () => ({ head, body }) };
}

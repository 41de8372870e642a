import type { Entry } from "@parley/flow";
import { expect, test } from "vitest";
import { webMessage } from "./web-message.ts";

const speakers = { botName: "Marina", botAvatar: null };
const drawn = (entry: Entry) => webMessage({ uuid: "u-1", atUs: 1_500_000, entry }, speakers);

test("draws a question of the bot under the bot's name, its options as buttons with payloads", () => {
  const options = [{ label: "Yes", payload: "$0" }];
  const message = { type: "dialog", title: "Again?", options } as const;
  expect(drawn({ seq: 3, author: { kind: "bot", id: 7 }, message })).toEqual({
    ...{ id: "u-1", seq: 3, timestamp: 1.5, author: "bot", samurai: -7, author_name: "Marina" },
    ...{ type: "dialog", title: "Again?", message: "Again?", extra: {} },
    ...{ buttons: ["Yes"], payloads: ["$0"], urls: [null] },
  });
});

test("gives a customer's own key back, and no name", () => {
  const message = { type: "text", text: "Ann" } as const;
  const entry: Entry = { seq: 4, author: { kind: "customer", id: 9 }, message, clientId: "k-1" };
  expect(drawn(entry)).toMatchObject({ author: "customer", message: "Ann", ui_key: "k-1" });
  expect(drawn(entry)).not.toHaveProperty("author_name");
});

test("keeps what operators do to themselves: only its number is left", () => {
  const author = { kind: "sys", id: 0 } as const;
  expect(drawn({ seq: 5, author, action: "archive" })).toMatchObject({ action: "none", seq: 5 });
  const agent = { id: 40, name: "Mia" };
  const assigned = drawn({ seq: 6, author, action: "assign", agent });
  expect(assigned).toMatchObject({ action: "assign", agent_id: 40, author_name: "Mia" });
});
